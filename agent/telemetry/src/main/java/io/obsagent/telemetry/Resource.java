package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The attributes of the resource: which service this is and where it runs. */
final class Resource {

    /** All keys that {@link #of} sets, besides the configured ones. */
    static final List<String> KEYS = Collections.unmodifiableList(Arrays.asList(
            "service.name",
            "service.namespace",
            "service.version",
            "service.instance.id",
            "host.name",
            "host.arch",
            "os.type",
            "process.pid",
            "process.runtime.name",
            "process.runtime.version",
            "process.runtime.description",
            "container.id",
            "telemetry.sdk.name",
            "telemetry.sdk.language",
            "telemetry.sdk.version",
            "telemetry.distro.name",
            "telemetry.distro.version"));

    private static final String NAME = "obs-agent";
    private static final int CONTAINER_ID_CHARS = 64;

    private Resource() {}

    /**
     * The attributes in the order they are sent: texts, and a Long for the process id.
     *
     * @param version of the agent, or null
     */
    static Map<String, Object> of(AgentConfig config, String version) {
        Map<String, Object> all = new LinkedHashMap<String, Object>();
        put(all, "service.name", config.service.name);
        put(all, "service.namespace", config.service.namespace);
        put(all, "service.version", config.service.version);
        put(all, "service.instance.id", config.service.instanceId != null ? config.service.instanceId : Ids.uuid());
        put(all, "host.name", hostName());
        put(all, "host.arch", System.getProperty("os.arch"));
        put(all, "os.type", osType());
        Long pid = processId();
        if (pid != null) {
            all.put("process.pid", pid);
        }
        put(all, "process.runtime.name", System.getProperty("java.runtime.name"));
        put(all, "process.runtime.version", System.getProperty("java.runtime.version"));
        put(all, "process.runtime.description", System.getProperty("java.vm.name"));
        put(all, "container.id", containerId());
        put(all, "telemetry.sdk.name", NAME);
        put(all, "telemetry.sdk.language", "java");
        put(all, "telemetry.sdk.version", version);
        put(all, "telemetry.distro.name", NAME);
        put(all, "telemetry.distro.version", version);
        for (Map.Entry<String, String> configured : config.resourceAttributes.entrySet()) {
            put(all, configured.getKey(), configured.getValue());
        }
        return all;
    }

    private static void put(Map<String, Object> all, String key, String value) {
        if (value != null && !value.isEmpty()) {
            all.put(key, value);
        }
    }

    /** Asks the name service last, which may take seconds. */
    private static String hostName() {
        String name = firstLine("/proc/sys/kernel/hostname");
        if (name == null) {
            name = System.getenv("HOSTNAME");
        }
        if (name == null) {
            name = System.getenv("COMPUTERNAME");
        }
        if (name != null) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static String osType() {
        String name = System.getProperty("os.name", "");
        if (name.startsWith("Windows")) {
            return "windows";
        }
        return name.startsWith("Mac") ? "darwin" : name.toLowerCase(Locale.ROOT);
    }

    /** Asks JMX last, whose classes are many. */
    private static Long processId() {
        try {
            return Long.valueOf(new File("/proc/self").getCanonicalFile().getName());
        } catch (IOException | NumberFormatException noProc) {
            try {
                String name = ManagementFactory.getRuntimeMXBean().getName();
                return Long.valueOf(name.substring(0, name.indexOf('@')));
            } catch (RuntimeException unknown) {
                return null;
            }
        }
    }

    private static String containerId() {
        String id = containerId("/proc/self/cgroup", "");
        return id != null ? id : containerId("/proc/self/mountinfo", "/containers/");
    }

    /** The first 64 hex digits in a row that come after a marker on a line of a file. */
    private static String containerId(String file, String marker) {
        try (BufferedReader lines = open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int from = line.indexOf(marker);
                String id = from < 0 ? null : hexDigits(line, from + marker.length());
                if (id != null) {
                    return id;
                }
            }
        } catch (IOException noSuchFile) {
            // not Linux, or not allowed: no container id
        }
        return null;
    }

    private static String hexDigits(String line, int start) {
        for (int from = start; from + CONTAINER_ID_CHARS <= line.length(); from++) {
            if (Ids.isHex(line, from, from + CONTAINER_ID_CHARS)) {
                return line.substring(from, from + CONTAINER_ID_CHARS);
            }
        }
        return null;
    }

    private static String firstLine(String file) {
        try (BufferedReader lines = open(file)) {
            return lines.readLine();
        } catch (IOException noSuchFile) {
            return null;
        }
    }

    private static BufferedReader open(String file) throws IOException {
        return new BufferedReader(new InputStreamReader(new FileInputStream(file), "UTF-8"), 1024);
    }
}

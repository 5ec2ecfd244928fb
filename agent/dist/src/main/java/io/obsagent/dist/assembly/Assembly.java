package io.obsagent.dist.assembly;

import io.obsagent.api.Instrumentation;
import io.obsagent.dist.AgentStart;
import io.obsagent.dist.Commands;
import io.obsagent.dist.RemoteCommand;
import io.obsagent.dist.doctor.KnownLibraries;
import io.obsagent.engine.PlanRecorder;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;

/**
 * Makes obs-agent.jar out of the build's class path.
 *
 * <p>Takes the classes that the agent can reach and no others; puts them where only the agent's own loader finds them;
 * writes the plan of all instrumentations. The same class path gives the same bytes.
 */
public final class Assembly {

    private static final Charset UTF_8 = Charset.forName("UTF-8");
    private static final String ROOM = "agent/";
    private static final String BOOT = "io/obsagent/boot/";
    private static final String DISPATCHER = "java/lang/ObsAgentDispatcher";
    private static final String INSTRUMENTATION = "io/obsagent/instrumentation/";
    private static final String PROMETHEUS_SETTINGS = "io/prometheus/metrics/config/";
    private static final String PROTOBUF = "io/prometheus/metrics/shaded/com_google_protobuf_";
    private static final String OKHTTP = "okhttp3/";
    private static final String PLAN = "weaving.plan";
    private static final String SERVICES = "META-INF/services/";

    /** What is read while an application starts; the rest of the jar is compressed. */
    private static final String[] STORED = {BOOT, ROOM + "io/obsagent/", ROOM + "net/bytebuddy/jar/asm/", ROOM + PLAN};

    /** 1980-01-01, the first moment that the format knows, in every time zone. */
    private static final long DOS_EPOCH = 315619200000L;

    /** Named in no class file: reached by names that are computed. */
    private static final String[] ROOTS = {
        AgentStart.class.getName().replace('.', '/'),
        Commands.class.getName().replace('.', '/'),
        RemoteCommand.class.getName().replace('.', '/'),
        DISPATCHER,
    };

    private final ClassPath classPath;
    private final Map<String, byte[]> entries = new TreeMap<String, byte[]>();
    private final Deque<String> pending = new ArrayDeque<String>();
    private final Set<String> reached = new HashSet<String>();

    private Assembly(ClassPath classPath) {
        this.classPath = classPath;
    }

    /**
     * Assembles the jar out of this JVM's class path.
     *
     * @param args the jar's path, the version
     */
    public static void main(String[] args) throws IOException {
        File jar = new File(args[0]);
        Assembly assembly = new Assembly(ClassPath.read(System.getProperty("java.class.path")));
        assembly.addPlan();
        assembly.addReachable();
        assembly.addVisible();
        assembly.entries.put(ROOM + "version", (args[1] + '\n').getBytes(UTF_8));
        assembly.entries.put(ROOM + KnownLibraries.RESOURCE, assembly.classPath.get(KnownLibraries.RESOURCE));
        assembly.write(jar, args[1]);
        Checksum.write(jar);
        System.out.println(jar.getName() + ": " + jar.length() / 1024 + " KB, " + assembly.reached.size() + " classes");
    }

    private void addPlan() {
        // one name may have several: parts that are compiled for different Java versions
        Map<String, Instrumentation> byName = new TreeMap<String, Instrumentation>();
        for (Instrumentation instrumentation : ServiceLoader.load(Instrumentation.class)) {
            byName.put(instrumentation.name() + ' ' + instrumentation.getClass().getName(), instrumentation);
        }
        StringBuilder plan = new StringBuilder();
        for (Instrumentation instrumentation : byName.values()) {
            PlanRecorder.Declared declared = PlanRecorder.record(instrumentation);
            plan.append(declared.lines());
            addHooks(declared);
        }
        entries.put(ROOM + PLAN, plan.toString().getBytes(UTF_8));
    }

    /** Hooks and what they need; under another name space too where the plan names them so. */
    private void addHooks(PlanRecorder.Declared declared) {
        Set<String> hooks = declared.hooks();
        for (String hook : hooks) {
            reach(hook.replace('.', '/'));
            for (Map.Entry<String, String> alias : declared.aliases().entrySet()) {
                if (hooks.contains(PlanRecorder.aliasName(hook, alias.getValue()))) {
                    addAlias(hook.replace('.', '/'), alias.getKey().replace('.', '/'), alias.getValue());
                }
            }
        }
    }

    private void addAlias(String hook, String prefix, String alias) {
        String room = hook.substring(0, hook.indexOf('/', INSTRUMENTATION.length()) + 1);
        Map<String, String> names = new LinkedHashMap<String, String>();
        names.put(prefix, alias.replace('.', '/'));
        names.put(room, PlanRecorder.aliasName(room, alias));
        Deque<String> originals = new ArrayDeque<String>(Collections.singleton(hook));
        while (!originals.isEmpty()) {
            String original = originals.remove();
            byte[] file = original.startsWith(room) ? classPath.get(original + ".class") : null;
            if (file != null) {
                String entry = ROOM + PlanRecorder.aliasName(original, alias) + ".classdata";
                if (entries.put(entry, Rewriting.rename(file, names, true)) == null) {
                    originals.addAll(References.of(file));
                }
            }
        }
    }

    private void addReachable() {
        for (String root : ROOTS) {
            reach(root);
        }
        Map<String, String> services = services();
        while (!pending.isEmpty()) {
            String name = pending.remove();
            byte[] file = classPath.get(name + ".class");
            boolean own = name.startsWith("io/obsagent/") || name.equals(DISPATCHER);
            byte[] written = own
                    ? Rewriting.rename(file, Collections.<String, String>emptyMap(), true)
                    : Rewriting.rename(file, replacements(name), settings(name), false);
            entries.put(ROOM + name + ".classdata", written);
            // hooks see their library as the application has it, not the one that the agent may use itself
            boolean hook = name.startsWith(INSTRUMENTATION);
            for (String referred : References.of(written)) {
                if (!hook || referred.startsWith("io/obsagent/")) {
                    reach(referred);
                }
            }
            String service = services.remove(name);
            if (service != null) {
                addService(service);
            }
        }
    }

    /** Keeps a library away from what the application would notice. */
    private static Map<String, String> replacements(String library) {
        Map<String, String> names = new HashMap<String, String>();
        // java.util.logging must not start before the application configures it: libraries log to ours
        names.put("java/util/logging/", "io/obsagent/dist/logging/");
        if (library.startsWith(PROTOBUF)) {
            // from Java 24 on the JVM prints warnings about its users; protobuf does without a class that is missing
            names.put("sun/misc/Unsafe", "io/obsagent/dist/absent/Unsafe");
        }
        if (library.startsWith(OKHTTP)) {
            names.put("java/net/ProxySelector", "io/obsagent/dist/direct/ProxySelector");
            names.put("javax/net/SocketFactory", "io/obsagent/dist/direct/SocketFactory");
        }
        return names;
    }

    /** The application may use the same library: its settings are not the agent's. */
    private static Map<String, String> settings(String library) {
        if (!library.startsWith(PROMETHEUS_SETTINGS)) {
            return Collections.emptyMap();
        }
        Map<String, String> texts = new HashMap<String, String>();
        texts.put("io.prometheus", "obs.library.prometheus");
        texts.put("io_prometheus", "obs_library_prometheus");
        texts.put("IO_PROMETHEUS", "OBS_LIBRARY_PROMETHEUS");
        texts.put("PROMETHEUS_CONFIG", "OBS_LIBRARY_PROMETHEUS_CONFIG");
        return texts;
    }

    /** Service files by the internal name of the service. */
    private Map<String, String> services() {
        Map<String, String> services = new HashMap<String, String>();
        for (String entry : classPath.names()) {
            if (entry.startsWith(SERVICES) && !entry.endsWith("io.obsagent.api.Instrumentation")) {
                services.put(entry.substring(SERVICES.length()).replace('.', '/'), entry);
            }
        }
        return services;
    }

    private void addService(String entry) {
        byte[] file = classPath.get(entry);
        entries.put(ROOM + entry, file);
        for (String line : new String(file, UTF_8).split("\n")) {
            int comment = line.indexOf('#');
            reach((comment < 0 ? line : line.substring(0, comment)).trim().replace('.', '/'));
        }
    }

    private void reach(String internalName) {
        if (!internalName.startsWith(BOOT)
                && classPath.get(internalName + ".class") != null
                && reached.add(internalName)) {
            pending.add(internalName);
        }
    }

    private void addVisible() {
        for (String entry : classPath.names()) {
            if (entry.startsWith(BOOT) && entry.endsWith(".class") && !entry.endsWith("package-info.class")) {
                entries.put(entry, classPath.get(entry));
            }
        }
    }

    private void write(File jar, String version) throws IOException {
        JarOutputStream out = new JarOutputStream(new FileOutputStream(jar));
        try {
            out.setLevel(Deflater.BEST_COMPRESSION);
            write(out, "META-INF/MANIFEST.MF", manifest(version).getBytes(UTF_8));
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                write(out, entry.getKey(), entry.getValue());
            }
        } finally {
            out.close();
        }
    }

    private static void write(JarOutputStream out, String name, byte[] bytes) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(DOS_EPOCH - java.util.TimeZone.getDefault().getOffset(DOS_EPOCH));
        if (isStored(name)) {
            CRC32 checksum = new CRC32();
            checksum.update(bytes, 0, bytes.length);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bytes.length);
            entry.setCrc(checksum.getValue());
        }
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }

    private static boolean isStored(String name) {
        for (String prefix : STORED) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static String manifest(String version) {
        return "Manifest-Version: 1.0\r\n"
                + "Implementation-Title: obs-agent\r\n"
                + "Implementation-Version: " + version + "\r\n"
                + "Premain-Class: io.obsagent.boot.Agent\r\n"
                + "Agent-Class: io.obsagent.boot.Agent\r\n"
                + "Main-Class: io.obsagent.boot.Agent\r\n"
                + "Can-Redefine-Classes: true\r\n"
                + "Can-Retransform-Classes: true\r\n"
                + "\r\n";
    }
}

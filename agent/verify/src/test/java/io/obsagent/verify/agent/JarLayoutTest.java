package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What lies in obs-agent.jar, and who can see it. */
class JarLayoutTest {

    private static final File FILE = new File(System.getProperty("obsagent.jar"));
    private static final int MEBIBYTE = 1 << 20;
    private static JarFile jar;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(FILE);
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void isSmall() {
        assertThat(FILE.length()).isLessThanOrEqualTo(8 * MEBIBYTE);
    }

    @Test
    void hasItsChecksumBeside() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FILE.toPath()));
        assertThat(Files.readString(Path.of(FILE + ".sha256")))
                .isEqualTo(HexFormat.of().formatHex(digest) + "  obs-agent.jar\n");
    }

    /** Neither classes, nor service files, nor signatures of ours or of a library are at the application's sight. */
    @Test
    void showsTheApplicationTheEntryPointsOnly() {
        assertThat(names())
                .filteredOn(name -> !name.startsWith("agent/"))
                .containsExactlyInAnyOrder(
                        "META-INF/MANIFEST.MF",
                        "io/obsagent/boot/Agent.class",
                        "io/obsagent/boot/AgentClassLoader.class",
                        "io/obsagent/boot/DevelopmentTool.class",
                        "io/obsagent/boot/LastCall.class");
        assertThat(names())
                .filteredOn(name -> name.startsWith("agent/"))
                .noneMatch(name -> name.endsWith(".class") || name.endsWith(".SF") || name.endsWith(".RSA"));
    }

    @Test
    void manifestNamesTheEntryPoints() throws IOException {
        Manifest manifest = jar.getManifest();

        for (String attribute : List.of("Premain-Class", "Agent-Class", "Main-Class")) {
            assertThat(manifest.getMainAttributes().getValue(attribute)).isEqualTo("io.obsagent.boot.Agent");
        }
        assertThat(manifest.getMainAttributes().getValue("Can-Retransform-Classes"))
                .isEqualTo("true");
        assertThat(manifest.getMainAttributes().getValue("Implementation-Version"))
                .isNotBlank();
        assertThat(manifest.getMainAttributes().getValue("Multi-Release")).isNull();
    }

    /** All but what hooks java.net.http and Jetty 12, which are not there before Java 11 and 17. */
    @Test
    void runsOnJava8() throws IOException {
        List<String> newer = new ArrayList<>();
        for (String name : classes()) {
            if (majorVersion(name) > 52) {
                newer.add(name);
            }
        }
        assertThat(newer)
                .allMatch(name -> name.startsWith("agent/io/obsagent/instrumentation/httpclient/java11/")
                        || name.startsWith("agent/io/obsagent/instrumentation/servlet/jetty/"));
    }

    /** Application servers fail when java.util.logging has started before they have. */
    @Test
    void leavesJavaUtilLoggingAlone() throws IOException {
        List<String> users = new ArrayList<>();
        for (String name : classes()) {
            if (new String(read(name), StandardCharsets.ISO_8859_1).contains("java/util/logging/")) {
                users.add(name);
            }
        }
        // hooks are loaded when what they are woven into runs: it itself, or an implementation of it
        assertThat(users)
                .contains("agent/io/obsagent/instrumentation/logging/JulHook.classdata")
                .allMatch(name -> name.startsWith("agent/io/obsagent/instrumentation/logging/"));
    }

    /** From Java 24 on the JVM would print warnings among the lines of the application. */
    @Test
    void protobufDoesWithoutUnsafe() throws IOException {
        List<String> users = new ArrayList<>();
        for (String name : classes()) {
            if (name.contains("protobuf")
                    && new String(read(name), StandardCharsets.ISO_8859_1).contains("sun/misc/")) {
                users.add(name);
            }
        }
        assertThat(users).isEmpty();
        assertThat(classes()).anyMatch(name -> name.endsWith("/PrometheusProtobufWriterImpl.classdata"));
    }

    @Test
    void hooksOfThePlanAreThere() throws IOException {
        Set<String> missing = new TreeSet<>();
        Set<String> instrumentations = new TreeSet<>();
        for (String line : new String(read("agent/weaving.plan"), StandardCharsets.UTF_8).split("\n")) {
            String[] fields = line.split("\t");
            instrumentations.add(fields[0]);
            if (jar.getEntry("agent/" + fields[6].replace('.', '/') + ".classdata") == null) {
                missing.add(fields[6]);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(instrumentations.remove("log-format")).isTrue(); // its switch is logs.format
        assertThat(instrumentations.remove("log-shipping")).isTrue(); // its switch is logs.ship
        assertThat(instrumentations.remove("servlet-user")).isTrue(); // its switch is http.user
        assertThat(instrumentations).isEqualTo(switches());
    }

    /** The instrumentations that the reference of the configuration can switch off. */
    private static Set<String> switches() throws IOException {
        Set<String> switches = new TreeSet<>();
        boolean inside = false;
        for (String line : Files.readAllLines(Path.of("../../agent-config/obs-agent.yaml"))) {
            inside = line.equals("instrumentation:") || inside && (line.isEmpty() || line.startsWith(" "));
            if (inside && line.matches("  [a-z-]+:")) {
                switches.add(line.substring(2, line.length() - 1));
            }
        }
        return switches;
    }

    /** The hooks for jakarta.servlet are the hooks for javax.servlet with other names. */
    @Test
    void aliasesReferToTheirNameSpaceOnly() throws IOException {
        List<String> mixed = new ArrayList<>();
        int copies = 0;
        for (String name : classes()) {
            if (name.contains("/jakarta_servlet/")) {
                copies++;
                if (new String(read(name), StandardCharsets.ISO_8859_1).contains("javax/servlet/")) {
                    mixed.add(name);
                }
            }
        }
        assertThat(copies).isPositive();
        assertThat(mixed).isEmpty();
    }

    private static List<String> names() {
        return Collections.list(jar.entries()).stream().map(JarEntry::getName).toList();
    }

    private static List<String> classes() {
        return names().stream().filter(name -> name.endsWith(".classdata")).toList();
    }

    private static int majorVersion(String name) throws IOException {
        try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
            in.readInt();
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }

    private static byte[] read(String name) throws IOException {
        return jar.getInputStream(jar.getEntry(name)).readAllBytes();
    }
}

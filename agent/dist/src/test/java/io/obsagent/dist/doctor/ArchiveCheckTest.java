package io.obsagent.dist.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of every layout, with libraries that say what they are in every way. */
class ArchiveCheckTest {

    private static final byte[] JAVA_17_CLASS = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 61};

    @TempDir
    Path directory;

    @Test
    void springBootJar() throws Exception {
        File file = archive("cart-1.0.jar", jar -> {
            jar.main("org.springframework.boot.loader.launch.JarLauncher");
            jar.attribute("Start-Class", "shop.Cart");
            jar.attribute("Spring-Boot-Version", "3.5.1");
            jar.entry("BOOT-INF/classes/shop/Cart.class", JAVA_17_CLASS);
            jar.entry("BOOT-INF/lib/HikariCP-6.0.0.jar", pom("com.zaxxer", "HikariCP", "6.0.0"));
            jar.entry("BOOT-INF/lib/lettuce-core-6.3.1.jar", empty());
        });

        assertThat(text(file).lines())
                .startsWith(
                        "cart-1.0.jar: Spring Boot 3.5.1, executable jar, needs Java 17",
                        "",
                        "covered",
                        "    HikariCP  6.0.0  connection-pool  tested 2.0.0 to 7.1.0")
                .endsWith("not covered", "  ! Lettuce (Redis)  6.3.1  there is no instrumentation for it");
        assertThat(ArchiveCheck.check(file).hasFindings()).isTrue();
    }

    @Test
    void springBootJarOfTheOldLayout() throws Exception {
        File file = archive("old.jar", jar -> {
            jar.main("org.springframework.boot.loader.JarLauncher");
            jar.attribute("Start-Class", "shop.Old");
            jar.entry("shop/Old.class", JAVA_17_CLASS);
            jar.entry("lib/logback-classic-1.2.3.jar", empty());
        });

        assertThat(text(file))
                .startsWith("old.jar: Spring Boot, executable jar, needs Java 17\n")
                .contains("    Logback  1.2.3  logging  tested 1.0.13 to 1.6.6\n")
                .doesNotContain("!");
        assertThat(ArchiveCheck.check(file).hasFindings()).isFalse();
    }

    @Test
    void warAndEar() throws Exception {
        byte[] war = bytes(jar -> {
            jar.entry("WEB-INF/lib/kafka-clients-0.10.2.2.jar", empty());
            jar.entry("WEB-INF/lib-provided/tomcat-embed-core-12.0.1.jar", empty());
        });
        Path file = Files.write(directory.resolve("shop.war"), war);
        assertThat(text(file.toFile()))
                .startsWith("shop.war: WAR\n")
                .containsPattern("\n    Tomcat +12\\.0\\.1 +servlet +tested .* newer than tested, expected to work\n")
                .containsPattern("\n  ! Kafka clients +0\\.10\\.2\\.2 .* older than tested, may be covered in part\n");

        File ear = archive("shop.ear", jar -> {
            jar.entry("shop.war", war);
            jar.entry("lib/druid-1.2.8.jar", empty());
        });
        assertThat(text(ear)).startsWith("shop.ear: EAR\n").contains("Druid", "Tomcat", "Kafka clients");
    }

    @Test
    void librariesThatWereSwallowedOrLieBeside() throws Exception {
        Files.createDirectory(directory.resolve("lib"));
        Files.write(directory.resolve("lib/okhttp-4.12.0.jar"), empty());
        File file = archive("all.jar", jar -> {
            jar.attribute("Class-Path", "lib/okhttp-4.12.0.jar lib/missing-1.jar");
            jar.entry(
                    "META-INF/maven/org.quartz-scheduler/quartz/pom.properties",
                    pomText("org.quartz-scheduler", "quartz", "2.3.2"));
            jar.entry("META-INF/maven/shop/all/pom.properties", pomText("shop", "all", "1"));
            jar.entry("org/postgresql/Driver.class", JAVA_17_CLASS);
        });

        assertThat(text(file))
                .containsPattern("\n    OkHttp +4\\.12\\.0 ")
                .containsPattern("\n    Quartz +2\\.3\\.2 ")
                .containsPattern("\n    PostgreSQL JDBC driver .* the version is not told\n");
    }

    /** Entries of Class-Path are URLs; what is not there, or elsewhere, is told. */
    @Test
    void entriesOfAClassPathAreUrls() throws Exception {
        Path libraries = Files.createDirectories(directory.resolve("my libs"));
        Files.write(libraries.resolve("okhttp-4.12.0.jar"), empty());
        Path quartz = Files.write(libraries.resolve("quartz-2.3.2.jar"), empty());
        File file = archive(
                "thin.jar",
                jar -> jar.attribute(
                        "Class-Path",
                        "my%20libs/okhttp-4.12.0.jar " + quartz.toUri()
                                + " config/ missing-1.jar http://example.org/remote-1.jar"));

        assertThat(text(file))
                .containsPattern("\n    OkHttp +4\\.12\\.0 ")
                .containsPattern("\n    Quartz +2\\.3\\.2 ")
                .containsPattern("\n  ! missing-1\\.jar +what is in it is not known\n")
                .containsPattern("\n  ! http://example\\.org/remote-1\\.jar +what is in it is not known\n")
                .doesNotContain("config/");
    }

    @Test
    void anEntryOfAClassPathThatCannotBeReadIsNamed() throws Exception {
        byte[] cut = Arrays.copyOf(pom("a", "b", "1"), 60);
        Path library = Files.write(directory.resolve("cut-1.jar"), cut);
        File file = archive("thin.jar", jar -> jar.attribute("Class-Path", "cut-1.jar"));

        assertThatThrownBy(() -> ArchiveCheck.check(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot read " + library);
    }

    /** A jar that knows its own name is not taken for another by its file's. */
    @Test
    void whatAJarSaysCountsMoreThanItsName() throws Exception {
        File file = archive(
                "bridge.jar",
                jar -> jar.entry(
                        "lib/log4j-1.2-api-2.20.0.jar", pom("org.apache.logging.log4j", "log4j-1.2-api", "2.20.0")));

        assertThat(text(file)).doesNotContain("Log4j 1");
    }

    @Test
    void asJson() throws Exception {
        File file = archive("a.jar", jar -> jar.entry("lib/jedis-5.0.0.jar", empty()));

        assertThat(JsonReport.of(ArchiveCheck.check(file)).replaceAll("\\s+", ""))
                .contains("\"findings\":true")
                .contains("\"not_covered\":[{\"library\":\"Jedis(Redis)\",\"version\":\"5.0.0\","
                        + "\"reason\":\"thereisnoinstrumentationforit\",\"finding\":true}]");
    }

    @Test
    void whatIsNoArchiveIsTold() throws Exception {
        File text = Files.writeString(directory.resolve("notes.txt"), "no zip").toFile();
        assertThatThrownBy(() -> ArchiveCheck.check(text))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(text + " is no jar, WAR or EAR");
        File missing = directory.resolve("missing.jar").toFile();
        assertThatThrownBy(() -> ArchiveCheck.check(missing))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("cannot read " + missing);
    }

    private static String text(File file) throws IOException {
        return TextReport.of(ArchiveCheck.check(file));
    }

    private File archive(String name, Content content) throws IOException {
        return Files.write(directory.resolve(name), bytes(content)).toFile();
    }

    private static byte[] pom(String group, String artifact, String version) throws IOException {
        return bytes(jar -> jar.entry(
                "META-INF/maven/" + group + "/" + artifact + "/pom.properties", pomText(group, artifact, version)));
    }

    private static byte[] pomText(String group, String artifact, String version) {
        return ("groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] empty() throws IOException {
        return bytes(jar -> {});
    }

    private static byte[] bytes(Content content) throws IOException {
        Jar described = new Jar();
        content.fill(described);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        described.write(bytes);
        return bytes.toByteArray();
    }

    private interface Content {
        void fill(Jar jar) throws IOException;
    }

    /** An archive to be written. */
    private static final class Jar {
        private final Manifest manifest = new Manifest();
        private final Map<String, byte[]> entries = new LinkedHashMap<>();

        Jar() {
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        }

        void main(String mainClass) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        }

        void attribute(String name, String value) {
            manifest.getMainAttributes().putValue(name, value);
        }

        void entry(String name, byte[] content) {
            entries.put(name, content);
        }

        void write(OutputStream out) throws IOException {
            try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    jar.putNextEntry(new ZipEntry(entry.getKey()));
                    jar.write(entry.getValue());
                    jar.closeEntry();
                }
            }
        }
    }
}

package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ServiceContainersTest runs the legacy services on Java 8, where there is an engine; that they can is seen here. */
class LegacyServicesTest {

    private static final int JAVA_8 = 52;

    @ParameterizedTest
    @ValueSource(strings = {"cart", "loms", "notification"})
    void noClassIsForANewerJava(String service) throws IOException {
        Path path = Path.of("../" + service + "/target/" + service + ".jar");
        assumeTrue(Files.exists(path), path + " is not built");
        int classes = 0;
        try (JarFile jar = new JarFile(path.toFile())) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/versions/")) {
                    assertThat(version(jar, entry)).as(entry.getName()).isLessThanOrEqualTo(JAVA_8);
                    classes++;
                }
            }
        }
        assertThat(classes).isPositive();
    }

    private static int version(JarFile jar, JarEntry entry) throws IOException {
        try (DataInputStream bytes = new DataInputStream(jar.getInputStream(entry))) {
            bytes.readInt();
            bytes.readUnsignedShort();
            return bytes.readUnsignedShort();
        }
    }
}

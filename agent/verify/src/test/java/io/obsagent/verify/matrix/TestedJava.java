package io.obsagent.verify.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The Java that applications under test run on: what {@code obsagent.java} names, else the test's own. */
public final class TestedJava {

    private static final int FEATURE = readFeature();

    private TestedJava() {}

    /** Its executable. */
    public static Path executable() {
        String named = System.getProperty("obsagent.java");
        return named == null ? Path.of(System.getProperty("java.home"), "bin", "java") : Path.of(named);
    }

    /** Its version: 8, 11, 17 ... */
    public static int feature() {
        return FEATURE;
    }

    /** Skips the test if the Java under test is older than something needs. */
    public static void assumeAtLeast(int needed, String what) {
        Assumptions.assumeTrue(
                FEATURE >= needed, () -> what + " needs Java " + needed + ", applications run on " + FEATURE);
    }

    private static int readFeature() {
        if (System.getProperty("obsagent.java") == null) {
            return Runtime.version().feature();
        }
        try {
            Process java = new ProcessBuilder(executable().toString(), "-XshowSettings:properties", "-version")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String key = "java.specification.version = ";
            int start = output.indexOf(key) + key.length();
            String version =
                    output.substring(start, output.indexOf('\n', start)).trim();
            return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + executable(), e);
        }
    }
}

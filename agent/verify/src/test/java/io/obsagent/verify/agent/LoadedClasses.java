package io.obsagent.verify.agent;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.matrix.TestedJava;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The classes that an application's JVM loads, in a file: on its output they would be mixed with what it prints. */
final class LoadedClasses {

    private final Path file;

    private LoadedClasses(Path file) {
        this.file = file;
    }

    /** Has them written to a new file of a directory. */
    static LoadedClasses of(ForkedApp.Builder application, Path directory) {
        Path file = directory.resolve("classes.log");
        if (TestedJava.feature() < 9) {
            application.jvmOptions("-XX:+UnlockDiagnosticVMOptions", "-XX:-DisplayVMOutput", "-XX:+LogVMOutput");
            application.jvmOptions("-XX:LogFile=" + file, "-XX:+TraceClassLoading");
        } else {
            application.jvmOptions("-Xlog:class+load=info:file=" + file);
        }
        return new LoadedClasses(file);
    }

    /** A line for each so far, which holds its name. */
    List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

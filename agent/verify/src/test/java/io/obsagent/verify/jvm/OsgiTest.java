package io.obsagent.verify.jvm;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.obsagent.verify.matrix.TestedJava;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Bundles see {@code java.*} and what they import, nothing else; they are observed all the same. */
class OsgiTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @LibraryVersions({"felix", "equinox"})
    void bundlesAreObserved(Library framework) throws Exception {
        ForkedApp.Builder host = ForkedApp.builder()
                .java(TestedJava.executable())
                .classPath(AppRun.target("service").resolve("classes").toString())
                .mainClass("io.obsagent.verify.apps.osgi.OsgiHost")
                .args(directory.resolve("framework").toString());
        framework.addTo(host);
        ServiceJar.libraries().forEach(bundle -> host.args(bundle.toString()));
        host.args(ServiceJar.bundle(directory).toString());
        try (AppRun run = AppRun.withAgent(host)) {
            ServiceContract.verify(run);
        }
    }
}

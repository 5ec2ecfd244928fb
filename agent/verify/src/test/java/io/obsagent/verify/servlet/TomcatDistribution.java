package io.obsagent.verify.servlet;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.matrix.TestedJava;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tomcat as it is distributed, with its own class loaders and log manager, and without the applications it brings. */
final class TomcatDistribution {

    private final Path home;

    /**
     * Unpacks it.
     *
     * @param files of which one is the distribution's zip
     * @param directory does not exist yet
     */
    TomcatDistribution(List<String> files, Path directory) throws IOException {
        home = directory;
        String distribution =
                files.stream().filter(file -> file.endsWith(".zip")).findFirst().orElseThrow();
        try (ZipFile zip = new ZipFile(distribution)) {
            for (ZipEntry entry : zip.stream().toList()) {
                String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
                if (!entry.isDirectory() && !path.startsWith("webapps/")) {
                    Path target = home.resolve(path);
                    Files.createDirectories(target.getParent());
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                }
            }
        }
    }

    /** As {@code catalina.sh run} starts it. */
    ForkedApp.Builder serving(String application, Path war, int port) throws IOException {
        Path configuration = home.resolve("conf/server.xml");
        String adapted = Files.readString(configuration)
                .replace("port=\"8005\"", "port=\"-1\"")
                .replace("port=\"8080\"", "port=\"" + port + "\" address=\"127.0.0.1\"");
        Files.writeString(configuration, adapted);
        Files.createDirectories(home.resolve("temp"));
        Path applications = Files.createDirectories(home.resolve("webapps"));
        Files.copy(war, applications.resolve(application + ".war"));
        return ForkedApp.builder()
                .java(TestedJava.executable())
                .jvmOptions(
                        "-Djava.util.logging.config.file=" + home.resolve("conf/logging.properties"),
                        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                        "-Dcatalina.home=" + home,
                        "-Dcatalina.base=" + home,
                        "-Djava.io.tmpdir=" + home.resolve("temp"))
                .classPath(
                        home.resolve("bin/bootstrap.jar").toString(),
                        home.resolve("bin/tomcat-juli.jar").toString())
                .mainClass("org.apache.catalina.startup.Bootstrap")
                .args("start");
    }
}

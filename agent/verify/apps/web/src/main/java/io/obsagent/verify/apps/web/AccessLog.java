package io.obsagent.verify.apps.web;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.StandardCopyOption;

/**
 * The server's log of requests, {@code access.log}, which has their ids on each line; written by Logback-access where that is
 * there, and then also by a thread of its own, to {@code deferred.log}.
 */
final class AccessLog {

    /** The names of the ids, which {@code -Daccess.ids} may tell. */
    static final String[] ATTRIBUTES =
            System.getProperty("access.ids", "trace_id span_id trace_flags").split(" ");

    private AccessLog() {}

    /** The configuration of Logback-access, for files in a directory. */
    static String logback(String directory) throws IOException {
        Path configuration = Paths.get(directory, "conf", "logback-access.xml");
        Files.createDirectories(configuration.getParent());
        System.setProperty("access.directory", directory);
        System.setProperty("access.pattern", pattern("%reqAttribute{", "}"));
        try (InputStream resource = AccessLog.class.getResourceAsStream("/logback-access.xml")) {
            Files.copy(resource, configuration, StandardCopyOption.REPLACE_EXISTING);
        }
        return configuration.toString();
    }

    /** A pattern of all ids, each between a beginning and an end. */
    static String pattern(String begin, String end) {
        StringBuilder pattern = new StringBuilder();
        for (String attribute : ATTRIBUTES) {
            pattern.append(pattern.length() == 0 ? "" : " ")
                    .append(begin)
                    .append(attribute)
                    .append(end);
        }
        return pattern.toString();
    }

    /** The file, in a directory that is made where it is missing. */
    static File file(String directory) throws IOException {
        return Files.createDirectories(Paths.get(directory))
                .resolve("access.log")
                .toFile();
    }
}

package io.obsagent.dist.doctor;

import java.io.File;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Tells before the start what the agent will cover of a jar, WAR or EAR, and what not. */
public final class ArchiveCheck {

    private static final String[][] OF_THE_JDK = {
        {"com.sun.net.httpserver", "http-server"},
        {"HttpURLConnection, java.net.http.HttpClient", "http-client"},
        {"pools, CompletableFuture, timers, threads", "executor"},
        {"java.util.logging", "logging"},
    };

    private ArchiveCheck() {}

    /**
     * Reads an archive and compares what is in it with what the agent knows.
     *
     * @throws IOException when it cannot be read, with a message for a person
     */
    public static Report check(File file) throws IOException {
        Archive archive = Archive.read(file);
        KnownLibraries known = KnownLibraries.read();
        Report report = new Report(file.getName() + ": " + archive.kind());
        Report.Section covered = report.section("covered", "library", "version", "instrumentation", "tested", "remark");
        Report.Section jdk = report.section("covered of the JDK where it is used", "what", "instrumentation");
        Report.Section uncovered = report.section("not covered", "library", "version", "reason");
        for (KnownLibrary library : known.all()) {
            for (String version : versions(archive, library)) {
                if (library.instrumentation == null) {
                    uncovered.finding(library.name, version, "there is no instrumentation for it");
                } else {
                    cover(covered, library, version);
                }
            }
        }
        Report.Section missing = report.section("not there", "entry of Class-Path", "remark");
        for (String entry : archive.missing) {
            missing.finding(entry, "what is in it is not known");
        }
        for (String[] each : OF_THE_JDK) {
            jdk.row(each);
        }
        return report;
    }

    private static void cover(Report.Section covered, KnownLibrary library, String version) {
        String tested = library.oldest == null ? "" : "tested " + library.tested();
        String[] cells = {library.name, version, library.instrumentation, tested, library.remark(version)};
        if (library.isOlder(version)) {
            covered.finding(cells);
        } else {
            covered.row(cells);
        }
    }

    /** The versions of a library, null for one that is not told; empty when it is not there. */
    private static Set<String> versions(Archive archive, KnownLibrary library) {
        Set<String> versions = new LinkedHashSet<>();
        for (Artifact artifact : archive.artifacts) {
            if (library.is(artifact.group, artifact.name)) {
                versions.add(artifact.version);
            }
        }
        if (versions.isEmpty()
                && library.type != null
                && archive.classes.contains(library.type.replace('.', '/') + ".class")) {
            versions.add(null);
        }
        return versions;
    }
}

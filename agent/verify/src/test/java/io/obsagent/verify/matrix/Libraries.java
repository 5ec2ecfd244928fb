package io.obsagent.verify.matrix;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code libraries.yaml} lists. */
public final class Libraries {

    private static final Map<String, List<Library>> BY_KEY = read();

    private Libraries() {}

    /**
     * The versions of a library that this build runs: the newest that runs on the Java under test; all in the profile
     * {@code matrix}; with {@code -Dmatrix=newer} those that the Java under test runs and the build's own does not. Where no
     * version runs on the Java under test it is the newest, which is then skipped.
     */
    public static List<Library> toRun(String key) {
        List<Library> versions = all(key);
        String matrix = System.getProperty("obsagent.matrix", "false");
        if (matrix.equals("true")) {
            return versions;
        }
        if (matrix.equals("newer")) {
            return versions.stream()
                    .filter(version -> version.java() > Runtime.version().feature())
                    .filter(version -> version.java() <= TestedJava.feature())
                    .toList();
        }
        return List.of(versions.stream()
                .filter(version -> version.java() <= TestedJava.feature())
                .findFirst()
                .orElse(versions.get(0)));
    }

    /** All versions of a library, the newest first. */
    public static List<Library> all(String key) {
        List<Library> versions = BY_KEY.get(key);
        if (versions == null) {
            throw new IllegalArgumentException("libraries.yaml has no " + key);
        }
        return versions;
    }

    /** The newest version that runs on the Java under test: for libraries that a test needs beside the one it is about. */
    public static Library newest(String key) {
        for (Library version : all(key)) {
            if (version.java() <= TestedJava.feature()) {
                return version;
            }
        }
        throw new IllegalArgumentException("no " + key + " runs on Java " + TestedJava.feature());
    }

    /** The newest version before another: for libraries that go with the one that a test is about. */
    public static Library newestBefore(String key, String limit) {
        for (Library version : all(key)) {
            if (!version.isAtLeast(limit)) {
                return version;
            }
        }
        throw new IllegalArgumentException("no " + key + " before " + limit);
    }

    /** All versions of all libraries. */
    public static List<Library> all() {
        return BY_KEY.values().stream().flatMap(List::stream).toList();
    }

    private static Map<String, List<Library>> read() {
        try (InputStream yaml = Libraries.class.getResourceAsStream("/libraries.yaml")) {
            Map<String, Entry> entries = new YAMLMapper().readValue(yaml, new TypeReference<Map<String, Entry>>() {});
            Map<String, List<Library>> byKey = new LinkedHashMap<>();
            entries.forEach((key, entry) -> byKey.put(key, entry.libraries(key)));
            return byKey;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A library as it stands in the file. */
    private record Entry(
            @JsonProperty(required = true) String topic,
            @JsonProperty(required = true) String name,
            List<String> artifacts,
            @JsonProperty(required = true) Map<String, Version> versions) {

        List<Library> libraries(String key) {
            List<Library> libraries = new ArrayList<>();
            versions.forEach((version, own) -> {
                Version particular = own == null ? Version.NOTHING : own;
                List<String> usual = artifacts == null ? List.of() : artifacts;
                List<String> templates = particular.artifacts == null ? usual : particular.artifacts;
                List<String> coordinates = templates.stream()
                        .map(template -> template.replace("$version", version))
                        .toList();
                int java = particular.java == null ? 8 : particular.java;
                List<String> opens = particular.opens == null ? List.of() : particular.opens;
                libraries.add(new Library(key, topic, name, version, java, opens, coordinates));
            });
            return libraries;
        }
    }

    /** What is particular to one version; absent where nothing is. */
    private record Version(Integer java, List<String> opens, List<String> artifacts) {

        static final Version NOTHING = new Version(null, null, null);
    }
}

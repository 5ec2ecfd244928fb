package io.obsagent.verify.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code docs/support.md}: a line for each version that the contract tests have passed with. A run replaces the lines of
 * what it ran and keeps the others, so that one library can be run alone. Lines of versions that {@code libraries.yaml}
 * does not list any more are left out.
 */
final class SupportPage {

    private static final String HEAD = """
            # Supported libraries

            The versions below have passed the contract tests: the real library, in a JVM of its own, under the real jar, on
            the versions of Java that are named. Written by `make support` from what the tests ran, never by hand. Versions
            between those listed are expected to work: hooks are placed in methods that all of them have.
            """;

    /** A line of a table: the Javas it ran on, and when it ran last. */
    record Row(String topic, String name, String version, SortedSet<Integer> javas, LocalDate date) {}

    private final Path file;
    private final Map<List<String>, Row> rows;

    private SupportPage(Path file, Map<List<String>, Row> rows) {
        this.file = file;
        this.rows = rows;
    }

    /** Reads the page; an empty one if there is no such file. */
    static SupportPage read(Path file) throws IOException {
        Map<List<String>, Row> rows = new LinkedHashMap<>();
        String topic = "";
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            if (line.startsWith("## ")) {
                topic = line.substring(3);
            } else if (line.startsWith("| ") && !line.startsWith("| library |")) {
                String[] cells = line.substring(2).split(" \\| | \\|");
                SortedSet<Integer> javas = new TreeSet<>();
                for (String java : cells[2].split(", ")) {
                    javas.add(Integer.valueOf(java));
                }
                Row row = new Row(topic, cells[0], cells[1], javas, LocalDate.parse(cells[3]));
                rows.put(List.of(row.name, row.version), row);
            }
        }
        return new SupportPage(file, rows);
    }

    Iterable<Row> rows() {
        return rows.values();
    }

    /** Notes that a version has passed. */
    void ran(Library library, int java, LocalDate date) {
        Row before = rows.get(key(library));
        SortedSet<Integer> javas = before == null ? new TreeSet<>() : before.javas;
        javas.add(java);
        rows.put(key(library), new Row(library.topic(), library.name(), library.version(), javas, date));
    }

    /** Claims a version no longer on a Java. */
    void failed(Library library, int java) {
        Row row = rows.get(key(library));
        if (row != null && row.javas.remove(java) && row.javas.isEmpty()) {
            rows.remove(key(library));
        }
    }

    void write() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        String topic = null;
        for (Library library : Libraries.all()) {
            Row row = rows.get(key(library));
            if (row == null) {
                continue;
            }
            if (!library.topic().equals(topic)) {
                topic = library.topic();
                text.append("\n## ")
                        .append(topic)
                        .append("\n\n| library | version | Java | ran on |\n|---|---|---|---|\n");
            }
            String javas = row.javas.stream().map(String::valueOf).collect(Collectors.joining(", "));
            text.append("| ")
                    .append(row.name)
                    .append(" | ")
                    .append(row.version)
                    .append(" | ")
                    .append(javas);
            text.append(" | ").append(row.date).append(" |\n");
        }
        Files.writeString(file, text);
    }

    private static List<String> key(Library library) {
        return List.of(library.name(), library.version());
    }
}

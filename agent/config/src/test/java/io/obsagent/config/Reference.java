package io.obsagent.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what documents the keys out of the table of keys. */
final class Reference {

    private static final int WIDTH = 100;

    private Reference() {}

    /** The file agent-config/obs-agent.yaml: every key, explained, commented out, with its default. */
    static String yaml() {
        StringBuilder yaml = new StringBuilder("""
                # yaml-language-server: $schema=obs-agent.schema.json
                #
                # Everything that obs-agent can be told, with the defaults. Uncomment what you want to change.
                #
                #   java -javaagent:obs-agent.jar=/path/to/this.yaml -jar service.jar
                #   OBS_CONFIG=/path/to/this.yaml java -javaagent:obs-agent.jar -jar service.jar
                #
                # A key marked [live] takes effect within 5 seconds when the file changes, all others at the next
                # start. A value may hold ${NAME}, ${NAME:-default} of the environment and ${file:/path} for the
                # content of a file; $${ stands for ${.
                #
                # Later places override earlier ones: default, this file, OTEL_* variables, OBS_* variables, -Dobs.*
                # properties. The variable of a key is its name in capitals with underscores, OBS_SERVER_PORT for
                # server.port; its property has the prefix obs., -Dobs.server.port. A mistake costs one line in the
                # log, never the start.
                #
                # Generated from io.obsagent.config.Keys by "make reference": change it there.
                """);
        List<String> open = List.of();
        for (Key<?> key : Keys.all()) {
            List<String> parts = List.of(key.name.split("\\."));
            List<String> sections = parts.subList(0, parts.size() - 1);
            yaml.append('\n');
            for (int depth = 0; depth < sections.size(); depth++) {
                if (open.size() <= depth || !sections.subList(0, depth + 1).equals(open.subList(0, depth + 1))) {
                    yaml.append("  ".repeat(depth)).append(sections.get(depth)).append(":\n");
                }
            }
            open = sections;
            String indent = "  ".repeat(sections.size());
            for (String sentences : explanation(key)) {
                for (String line : wrap(sentences, WIDTH - indent.length())) {
                    yaml.append(indent).append("# ").append(line).append('\n');
                }
            }
            String value = value(key);
            yaml.append(indent).append('#').append(parts.get(parts.size() - 1)).append(':');
            yaml.append(value.isEmpty() ? "" : " " + value).append('\n');
        }
        return yaml.toString();
    }

    /** The same file with all keys set to their defaults. */
    static String uncommented() {
        return yaml().replaceAll("(?m)^( *)#(?=[a-z-]+:)", "$1");
    }

    /** The tables of docs/configuration.md. */
    static String markdown() {
        Map<String, StringBuilder> tables = new LinkedHashMap<>();
        for (Key<?> key : Keys.all()) {
            int dot = key.name.indexOf('.');
            String section = dot < 0 || hasSingleKey(key) ? "general" : key.name.substring(0, dot);
            String value = value(key);
            tables.computeIfAbsent(section, Reference::table)
                    .append("| `" + key.name + "` | ")
                    .append(value.isEmpty() ? "" : "`" + value + "`")
                    .append(" | " + key.type.expected + " | " + key.description + " | " + change(key) + " | "
                            + variables(key) + " |\n");
        }
        return String.join("\n", tables.values());
    }

    private static StringBuilder table(String section) {
        return new StringBuilder(
                        "### " + section + "\n\n| key | default | value | what it does | change | `OTEL_*` |\n")
                .append("|---|---|---|---|---|---|\n");
    }

    private static boolean hasSingleKey(Key<?> key) {
        String section = key.name.substring(0, key.name.indexOf('.') + 1);
        return Keys.all().stream()
                        .filter(other -> other.name.startsWith(section))
                        .count()
                == 1;
    }

    private static String variables(Key<?> key) {
        StringBuilder variables = new StringBuilder();
        for (String variable : key.otelVariables) {
            variables.append(variables.isEmpty() ? "`" : ", `").append(variable).append('`');
        }
        return variables.toString();
    }

    /** The default as YAML; empty when there is none. */
    static String value(Key<?> key) {
        if (key.type instanceof MapType) {
            return "{" + key.defaultText + "}";
        }
        return key.type instanceof ListType ? "[" + key.defaultText + "]" : key.defaultText;
    }

    /** What the key does and, unless its type tells, what may be written. */
    static List<String> explanation(Key<?> key) {
        String description = "[" + change(key) + "] " + key.description;
        return key.type == ValueTypes.TEXT || key.type == ValueTypes.FLAG
                ? List.of(description)
                : List.of(description, "Value: " + key.type.expected);
    }

    /** When a change takes effect. */
    private static String change(Key<?> key) {
        return key.live ? "live" : "restart";
    }

    private static List<String> wrap(String text, int width) {
        int end = text.length() <= width ? -1 : text.lastIndexOf(' ', width);
        if (end < 0) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>(List.of(text.substring(0, end)));
        lines.addAll(wrap(text.substring(end + 1), width));
        return lines;
    }
}

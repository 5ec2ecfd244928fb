package io.obsagent.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts values from one place after the other into {@link Settings}; leaves out what is not valid, and tells it. */
final class SettingsReader {
    private static final int SHOWN_LENGTH = 40;

    private final Settings settings;
    private final Problems problems;
    private final Placeholders placeholders;

    /** @param placeholders for what stands in files */
    SettingsReader(Settings settings, Problems problems, Placeholders placeholders) {
        this.placeholders = placeholders;
        this.settings = settings;
        this.problems = problems;
    }

    /**
     * Reads a YAML file's content.
     *
     * @param file the file's name, for messages
     */
    void tree(String file, Node root) {
        section(file, root, "");
    }

    /**
     * Reads one value under the name of its key.
     *
     * @param origin where it comes from, for messages
     */
    void property(String origin, String name, String text) {
        Key<?> key = Keys.find(name);
        if (key == null) {
            problems.add(origin + ": unknown key " + name + Suggestion.forKey(name));
        } else {
            value(origin, key, Node.text(0, text));
        }
    }

    private void section(String file, Node section, String prefix) {
        for (Map.Entry<String, Node> entry : section.entries.entrySet()) {
            String name = prefix + entry.getKey();
            Node node = entry.getValue();
            Key<?> key = Keys.find(name);
            if (key != null) {
                resolved(file, key, node);
            } else if (!Keys.isSection(name)) {
                problems.add(where(file, node) + ": unknown key " + name + Suggestion.forKey(name));
            } else if (node.entries != null) {
                section(file, node, name + '.');
            } else if (!isEmpty(node)) {
                problems.add(where(file, node) + ": " + name + " is a section; write its keys below it, indented");
            }
        }
    }

    private void resolved(String file, Key<?> key, Node node) {
        try {
            value(file, key, placeholders.resolve(node));
        } catch (Placeholders.UnresolvedException e) {
            settings.lacks(key);
            problems.add(where(file, node) + ": " + key + ' ' + e.getMessage());
        }
    }

    /** Reads the value of a key. An empty text sets nothing, as if the key did not stand there. */
    <T> void value(String origin, Key<T> key, Node node) {
        if (isEmpty(node)) {
            if (node.line == 0 || node.isResolved()) {
                settings.lacks(key);
            }
            return;
        }
        try {
            if (key.type instanceof MapType) {
                entries(origin, key, (MapType<?>) key.type, node);
            } else {
                settings.set(key, key.type.parse(node));
                settings.mayNotBeShown(key, node.isResolved());
                settings.written(key, written(node), where(origin, node));
            }
        } catch (InvalidValueException e) {
            settings.lacks(key);
            invalid(origin, key.name, key.secret, key.type, node);
        }
    }

    /** Adds to the entries that other places have set; a wrong entry is left out, the others count. */
    @SuppressWarnings("unchecked") // the type of a key with a MapType is a map of that type's elements
    private <V> void entries(String origin, Key<?> key, MapType<V> type, Node node) throws InvalidValueException {
        Key<Map<String, V>> mapKey = (Key<Map<String, V>>) key;
        Map<String, V> merged = new LinkedHashMap<>(settings.get(mapKey));
        for (Map.Entry<String, Node> entry : type.split(node).entries.entrySet()) {
            String name = entry.getKey();
            Node value = entry.getValue();
            if (key == Keys.RESOURCE_ATTRIBUTES && ServiceAttributes.key(name) != null) {
                problems.add(where(origin, value) + ": " + key + " cannot hold " + name + "; write "
                        + ServiceAttributes.key(name));
                continue;
            }
            try {
                merged.put(name, type.element.parse(value));
            } catch (InvalidValueException e) {
                if (e.node != null) {
                    problems.add(where(origin, e.node) + ": " + key + '.' + name + e.getMessage());
                } else if (key.secret || node.isResolved()) {
                    invalid(origin, key.name, true, type, value);
                } else {
                    invalid(origin, key.name + "." + name, false, type.element, value);
                }
            }
        }
        settings.set(mapKey, Collections.unmodifiableMap(merged));
        if (node.text != null || !node.entries.isEmpty()) {
            settings.added(key, written(node), where(origin, node));
        }
    }

    private void invalid(String origin, String name, boolean secret, ValueType<?> type, Node node) {
        StringBuilder problem =
                new StringBuilder(where(origin, node)).append(": ").append(name);
        if (secret) {
            problem.append(" is not valid");
        } else if (node.entries != null) {
            problem.append(" cannot have keys of its own");
        } else {
            problem.append(" cannot be ").append(shown(node));
        }
        problems.add(problem.append("; write ").append(type.expected).toString());
    }

    /** As it stands there, in one line. */
    private static String written(Node node) {
        if (node.text != null) {
            return node.written;
        }
        StringBuilder line = new StringBuilder();
        if (node.items != null) {
            for (Node item : node.items) {
                line.append(line.length() == 0 ? "" : ", ").append(written(item));
            }
            return "[" + line + ']';
        }
        for (Map.Entry<String, Node> entry : node.entries.entrySet()) {
            boolean nested = entry.getValue().entries != null;
            line.append(line.length() == 0 ? "" : ", ")
                    .append(entry.getKey())
                    .append(nested ? ": {" : ": ")
                    .append(written(entry.getValue()))
                    .append(nested ? "}" : "");
        }
        return line.toString();
    }

    static String where(String origin, Node node) {
        return node.line > 0 ? origin + " line " + node.line : origin;
    }

    private static boolean isEmpty(Node node) {
        return node.text != null && node.text.isEmpty();
    }

    static String shown(Node node) {
        if (node.text != null) {
            String text = node.written;
            return '"' + (text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "...") + '"';
        }
        StringBuilder list = new StringBuilder("[");
        for (Node item : node.items) {
            list.append(list.length() == 1 ? "" : ", ").append(item.text != null ? shown(item) : "...");
        }
        return list.append(']').toString();
    }
}

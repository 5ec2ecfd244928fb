package io.obsagent.config;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What stands for a value in a file: {@code ${NAME}} for an environment variable, {@code ${file:/path}} for the content of a
 * file, either with a default behind {@code :-}, as in {@code ${NAME:-default}}; {@code $${} stands for {@code ${} itself.
 */
final class Placeholders {

    private static final String BEGIN = "${";
    private static final String DEFAULT = ":-";
    private static final String FILE = "file:";

    private final Map<String, String> environment;
    private final ConfigFiles files;

    /** @param files notes which files were read */
    Placeholders(Map<String, String> environment, ConfigFiles files) {
        this.environment = environment;
        this.files = files;
    }

    /** A placeholder without a value. */
    static final class UnresolvedException extends Exception {
        private static final long serialVersionUID = 1L;

        /** @param problem completes a sentence that begins with the name of the key; no secret */
        UnresolvedException(String problem) {
            super(problem, null, false, false);
        }
    }

    /** The same value with all placeholders replaced; the same object where there is none. */
    Node resolve(Node node) throws UnresolvedException {
        if (node.text != null) {
            return node.text.contains(BEGIN) ? Node.resolved(node.line, resolve(node.text), node.text) : node;
        }
        if (node.items != null) {
            Node list = Node.list(node.line);
            for (Node item : node.items) {
                list.items.add(resolve(item));
            }
            return list;
        }
        Node map = Node.map(node.line);
        for (Map.Entry<String, Node> entry : node.entries.entrySet()) {
            map.entries.put(entry.getKey(), resolve(entry.getValue()));
        }
        return map;
    }

    private String resolve(String text) throws UnresolvedException {
        StringBuilder resolved = new StringBuilder();
        int from = 0;
        for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, from)) {
            if (begin > from && text.charAt(begin - 1) == '$') {
                resolved.append(text, from, begin - 1).append(BEGIN);
                from = begin + BEGIN.length();
                continue;
            }
            int end = text.indexOf('}', begin);
            if (end < 0) {
                throw new UnresolvedException("has ${ without }; write $${ where no placeholder is meant");
            }
            resolved.append(text, from, begin).append(value(text.substring(begin + BEGIN.length(), end)));
            from = end + 1;
        }
        return resolved.append(text, from, text.length()).toString().trim();
    }

    /** @param inner what stands within the braces */
    private String value(String inner) throws UnresolvedException {
        int dash = inner.indexOf(DEFAULT);
        String name = (dash < 0 ? inner : inner.substring(0, dash)).trim();
        boolean ofFile = name.startsWith(FILE);
        String value = ofFile ? content(name.substring(FILE.length()).trim()) : environment.get(name);
        if (dash >= 0) {
            return value == null || value.isEmpty() ? inner.substring(dash + DEFAULT.length()) : value;
        }
        if (value == null) {
            throw new UnresolvedException("has ${" + name + "}, but there is no such "
                    + (ofFile ? "file, or it may not be read; provide it" : "environment variable; set it")
                    + ", or write ${" + name + ":-default}");
        }
        return value;
    }

    /** Without the line's end that editors add; null when the file cannot be read. */
    private String content(String path) {
        byte[] content = files.read(path);
        return content == null ? null : new String(content, StandardCharsets.UTF_8).trim();
    }
}

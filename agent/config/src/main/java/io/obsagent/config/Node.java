package io.obsagent.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value as it was written, with the place where it stands. Exactly one of text, items and entries is not null. */
final class Node {

    /** Line in the file, from 1; 0 for values that do not come from a file. */
    final int line;

    /** A scalar before any typing: {@code 1.10} stays {@code 1.10}. */
    final String text;

    /** The text as it stands in the file; differs where a placeholder was replaced, by a secret perhaps. */
    final String written;

    final List<Node> items;
    final Map<String, Node> entries;

    private Node(int line, String text, String written, List<Node> items, Map<String, Node> entries) {
        this.line = line;
        this.text = text;
        this.written = written;
        this.items = items;
        this.entries = entries;
    }

    static Node text(int line, String text) {
        return new Node(line, text, text, null, null);
    }

    /** A text whose placeholders were replaced. */
    static Node resolved(int line, String text, String written) {
        return new Node(line, text, written, null, null);
    }

    /** Whether a placeholder was replaced in it. */
    boolean isResolved() {
        return text != written;
    }

    static Node list(int line) {
        return new Node(line, null, null, new ArrayList<Node>(), null);
    }

    static Node map(int line) {
        return new Node(line, null, null, null, new LinkedHashMap<String, Node>());
    }
}

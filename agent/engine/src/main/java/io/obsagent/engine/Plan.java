package io.obsagent.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * All rules of all instrumentations, as declared when the jar was built.
 *
 * <p>A text of one line a rule: reading it is the whole cost of the instrumentations at start-up; none of their classes
 * is loaded before one of its hooks is called.
 */
public final class Plan {

    private final List<Rule> rules;
    private final List<String> groups;

    private Plan(List<Rule> rules, List<String> groups) {
        this.rules = rules;
        this.groups = groups;
    }

    /**
     * Reads a plan.
     *
     * @param in closed by the caller
     * @throws IllegalArgumentException when a line is malformed
     */
    public static Plan read(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(8192);
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            text.write(buffer, 0, n);
        }
        return parse(text.toString("UTF-8"));
    }

    /** As {@link #read}, of a text. */
    public static Plan parse(String text) {
        List<Rule> rules = new ArrayList<Rule>();
        List<String> groups = new ArrayList<String>();
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            String line = end < 0 ? text.substring(from) : text.substring(from, end);
            if (!line.isEmpty()) {
                Rule rule = Rule.parse(rules.size(), line);
                rules.add(rule);
                if (!rule.group.isEmpty() && !groups.contains(rule.group)) {
                    groups.add(rule.group);
                }
            }
            from = end < 0 ? text.length() : end + 1;
        }
        if (groups.size() > Long.SIZE) {
            throw new IllegalArgumentException("more than " + Long.SIZE + " re-entrance groups");
        }
        return new Plan(rules, groups);
    }

    /** The names of the instrumentations that have rules. */
    public List<String> instrumentations() {
        List<String> names = new ArrayList<String>();
        for (Rule rule : rules) {
            if (!names.contains(rule.instrumentation)) {
                names.add(rule.instrumentation);
            }
        }
        return names;
    }

    List<Rule> rules() {
        return rules;
    }

    /** The bit of a rule's re-entrance group; 0 when it has none. */
    long groupBit(Rule rule) {
        return rule.group.isEmpty() ? 0 : 1L << groups.indexOf(rule.group);
    }
}

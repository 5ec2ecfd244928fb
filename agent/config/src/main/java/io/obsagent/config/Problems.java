package io.obsagent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The mistakes found so far. */
final class Problems {
    private final List<String> lines = new ArrayList<>();

    /** Adds a mistake as one line, whatever names and values it cites. */
    void add(String problem) {
        StringBuilder line = new StringBuilder(problem);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, ' ');
            }
        }
        lines.add(line.toString());
    }

    List<String> lines() {
        return Collections.unmodifiableList(lines);
    }
}

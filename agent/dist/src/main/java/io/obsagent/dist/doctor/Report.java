package io.obsagent.dist.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a command has found: a title, and sections that are tables. Text and JSON are made of the same rows. */
public final class Report {

    final String title;
    final List<Section> sections = new ArrayList<>();

    Report(String title) {
        this.title = title;
    }

    /**
     * Adds a section.
     *
     * @param columns names of its columns, which are the keys of its rows in JSON
     */
    Section section(String name, String... columns) {
        Section section = new Section(name, columns);
        sections.add(section);
        return section;
    }

    /** Whether anything wants to be looked at. */
    public boolean hasFindings() {
        for (Section section : sections) {
            for (Row row : section.rows) {
                if (row.finding) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A table. */
    static final class Section {
        final String name;
        final String[] columns;
        final List<Row> rows = new ArrayList<>();

        private Section(String name, String[] columns) {
            this.name = name;
            this.columns = columns;
        }

        /** Adds a row; null and missing cells are empty. */
        Row row(String... cells) {
            return add(false, cells);
        }

        /** Adds a row that wants to be looked at. */
        Row finding(String... cells) {
            return add(true, cells);
        }

        private Row add(boolean finding, String... cells) {
            Row row = new Row(finding, Arrays.copyOf(cells, columns.length));
            for (int i = 0; i < columns.length; i++) {
                row.cells[i] = row.cells[i] == null ? "" : row.cells[i];
            }
            rows.add(row);
            return row;
        }
    }

    /** A line of a table. */
    static final class Row {
        final boolean finding;
        final String[] cells;

        /** What belongs to it and needs lines of its own, such as a stack trace. */
        final List<String> details = new ArrayList<>();

        private Row(boolean finding, String[] cells) {
            this.finding = finding;
            this.cells = cells;
        }
    }
}

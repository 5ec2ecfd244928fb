package io.obsagent.dist.doctor;

/** Writes a report in lines whose columns are aligned; headings begin at the margin, findings with {@code !}. */
public final class TextReport {

    private static final String ROW = "    ";
    /** How lines begin that want to be looked at. */
    public static final String FINDING = "  ! ";

    private static final String DETAIL = "        ";
    private static final String GAP = "  ";

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    /** The report's lines, each ended by a line feed. */
    public static String of(Report report) {
        TextReport writer = new TextReport();
        writer.text.append(report.title).append('\n');
        for (Report.Section section : report.sections) {
            if (!section.rows.isEmpty()) {
                writer.section(section);
            }
        }
        return writer.text.toString();
    }

    /** Whether a text that {@link #of} has made, perhaps in another JVM, has lines that want to be looked at. */
    public static boolean hasFindings(String text) {
        return text.contains("\n" + FINDING);
    }

    private void section(Report.Section section) {
        text.append('\n').append(section.name).append('\n');
        int[] widths = new int[section.columns.length];
        for (Report.Row row : section.rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.cells[i].length());
            }
        }
        for (Report.Row row : section.rows) {
            row(row, widths);
        }
    }

    private void row(Report.Row row, int[] widths) {
        int begin = text.length();
        text.append(row.finding ? FINDING : ROW);
        for (int i = 0; i < widths.length; i++) {
            text.append(row.cells[i]);
            if (widths[i] > 0) {
                for (int j = row.cells[i].length(); j < widths[i]; j++) {
                    text.append(' ');
                }
                text.append(GAP);
            }
        }
        int end = text.length();
        while (end > begin && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        text.append('\n');
        for (String detail : row.details) {
            text.append(DETAIL).append(detail).append('\n');
        }
    }
}

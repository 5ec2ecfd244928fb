package io.obsagent.dist.doctor;

/** Writes a report as a page that needs nothing besides: no script, no other file. */
public final class HtmlReport {

    private static final String HEAD =
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>obs-agent</title>"
                    + "<style>body{font:14px system-ui,sans-serif;margin:2em;color:#1b1f24}h1{font-size:1.3em}h2{font-size:1.1em}"
                    + "table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.2em 1.2em .2em .4em;"
                    + "border-bottom:1px solid #d8dee4}.finding{background:#fff5d6}pre{margin:0;color:#57606a}</style></head><body>";

    private final StringBuilder page = new StringBuilder(HEAD);

    private HtmlReport() {}

    /** The page. */
    public static String of(Report report) {
        HtmlReport writer = new HtmlReport();
        writer.element("h1", report.title);
        for (Report.Section section : report.sections) {
            if (!section.rows.isEmpty()) {
                writer.section(section);
            }
        }
        return writer.page.append("</body></html>\n").toString();
    }

    private void section(Report.Section section) {
        element("h2", section.name);
        page.append("<table><tr>");
        for (String column : section.columns) {
            element("th", column);
        }
        page.append("</tr>\n");
        for (Report.Row row : section.rows) {
            page.append(row.finding ? "<tr class=\"finding\">" : "<tr>");
            for (String cell : row.cells) {
                element("td", cell);
            }
            page.append("</tr>\n");
            if (!row.details.isEmpty()) {
                page.append("<tr><td colspan=\"").append(section.columns.length).append("\"><pre>");
                for (String detail : row.details) {
                    escape(detail);
                    page.append('\n');
                }
                page.append("</pre></td></tr>\n");
            }
        }
        page.append("</table>\n");
    }

    private void element(String name, String text) {
        page.append('<').append(name).append('>');
        escape(text);
        page.append("</").append(name).append('>');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<') {
                page.append("&lt;");
            } else if (c == '>') {
                page.append("&gt;");
            } else if (c == '&') {
                page.append("&amp;");
            } else {
                page.append(c);
            }
        }
    }
}

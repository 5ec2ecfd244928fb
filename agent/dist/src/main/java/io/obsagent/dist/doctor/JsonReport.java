package io.obsagent.dist.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/** Writes a report as one object of JSON: the title, and an array of rows for each section, with {@code finding} where one is. */
public final class JsonReport {

    private JsonReport() {}

    /** The object, ended by a line feed. */
    public static String of(Report report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("title", report.title);
            json.writeBooleanField("findings", report.hasFindings());
            for (Report.Section section : report.sections) {
                json.writeArrayFieldStart(section.name.replace(' ', '_'));
                for (Report.Row row : section.rows) {
                    row(json, section, row);
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void row(JsonGenerator json, Report.Section section, Report.Row row) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < section.columns.length; i++) {
            if (!row.cells[i].isEmpty()) {
                json.writeStringField(section.columns[i], row.cells[i]);
            }
        }
        if (row.finding) {
            json.writeBooleanField("finding", true);
        }
        if (!row.details.isEmpty()) {
            json.writeArrayFieldStart("details");
            for (String detail : row.details) {
                json.writeString(detail);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }
}

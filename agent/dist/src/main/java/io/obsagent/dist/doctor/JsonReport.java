package io.obsagent.dist.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;

/** Writes a report as one object of JSON: the title, and an array of rows for each section, with {@code finding} where one is. */
public final class JsonReport {

    private static final String FINDINGS = "findings";

    private JsonReport() {}

    /** The object, ended by a line feed. */
    public static String of(Report report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("title", report.title);
            json.writeBooleanField(FINDINGS, report.hasFindings());
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

    /**
     * Whether a text that {@link #of} has made, perhaps in another JVM, says that something wants to be looked at.
     *
     * @throws IOException when it is no such text
     */
    public static boolean hasFindings(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isIt = json.currentName().equals(FINDINGS);
                if (json.nextToken().isBoolean() && isIt) {
                    return json.getBooleanValue();
                }
                json.skipChildren();
            }
        }
        throw new IOException("this is no report of obs-agent");
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

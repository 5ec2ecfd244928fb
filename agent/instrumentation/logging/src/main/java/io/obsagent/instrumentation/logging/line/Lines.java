package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.LogEntry;
import io.obsagent.api.LogFormat;
import io.obsagent.api.Telemetry;

/** What the hooks of all libraries have in common. */
final class Lines {

    private Lines() {}

    /** Whether this thread writes to a console or file. */
    static boolean isWanted() {
        return LogFormat.output() != LogFormat.Output.NONE;
    }

    /** Replaces the text that a layout returned, unless it failed. */
    static void replaceResult(Call call, LogEntry entry) {
        String text = call.result();
        String line = text == null ? null : json(text, entry);
        if (line != null) {
            call.replaceResult(line);
        }
    }

    /** The line that replaces a text; null where the text stays. */
    static String json(String text, LogEntry entry) {
        LogFormat format = Telemetry.get().logFormat();
        String line = format == null ? text : format.line(text, entry);
        if (line.equals(text)) {
            return null;
        }
        LogFormat.madeJson();
        return line;
    }
}

package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.State;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;

/** {@code PatternLayout.toText}: an event became a line, in a buffer on its way to the stream. */
public final class Log4j2LineHook implements Hook {

    /** By the layout's serializer, which alone knows. */
    private static final State<Object, Boolean> REPLACES = new State<Object, Boolean>();

    @Override
    public void after(Call call) {
        PatternLayout layout = call.self();
        if (call.thrown() != null || !Lines.isWanted(layout.getConversionPattern()) || replaces(call.arg(0))) {
            return;
        }
        StringBuilder buffer = call.result();
        String line = Lines.json(buffer.toString(), new Log4j2Entry(call.<LogEvent>arg(1)));
        if (line != null) {
            buffer.setLength(0);
            buffer.append(line);
        }
    }

    /** Whether the layout has a {@code <replace>}, which may hide secrets: a class of its own, or told by toString. */
    private static boolean replaces(Object serializer) {
        Boolean known = REPLACES.get(serializer);
        if (known == null) {
            String text = serializer.toString();
            known = serializer.getClass().getName().endsWith("WithReplacement")
                    || text.contains("replace=") && !text.contains("replace=null");
            REPLACES.put(serializer, known);
        }
        return known;
    }
}

package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import org.apache.kafka.clients.producer.internals.RecordAccumulator;
import org.apache.kafka.common.header.Header;

/**
 * {@code RecordAccumulator.append(..., Header[] headers, ...)}: where a record has become bytes. The trace context is added
 * here, so that the application's record, which may be read-only, sent again, or inspected later, never shows it; and
 * because only here the broker is known, which may be too old for headers.
 */
public final class AppendHook implements Hook {

    @Override
    public void before(Call call) {
        Operation sending = Telemetry.get().current();
        if (sending == null || !RecordFormat.hasHeaders(call.<RecordAccumulator>self())) {
            return;
        }
        // its position has moved from version to version
        for (int i = 0; i < call.argCount(); i++) {
            if (call.arg(i) instanceof Header[]) {
                HeaderWriter writer = new HeaderWriter(call.<Header[]>arg(i));
                sending.inject(writer);
                call.replaceArg(i, writer.headers());
                return;
            }
        }
    }
}

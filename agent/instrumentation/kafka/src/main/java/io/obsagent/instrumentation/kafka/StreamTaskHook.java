package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code StreamTask.process(...)}, at whose end the record that it took has been through the topology, or has failed there. */
public final class StreamTaskHook implements Hook {

    @Override
    public void after(Call call) {
        ConsumerThread.current().endProcessing(call.thrown());
    }
}

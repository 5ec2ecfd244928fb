package io.obsagent.instrumentation.kafka;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** {@code ListenerConsumer.pollAndInvoke()}: Spring polls, copies the records to lists of its own, and calls the listener. */
public final class SpringPollHook implements Hook {

    @Override
    public void before(Call call) {
        ConsumerThread.current().polledBySpring(true);
    }

    @Override
    public void after(Call call) {
        ConsumerThread.current().polledBySpring(false);
    }
}

package io.obsagent.instrumentation.sample;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** Throws what the test wants, on both sides. */
public class FailingHook implements Hook {

    public static volatile Throwable failure;
    public static volatile int calls;

    @Override
    public void before(Call call) throws Throwable {
        calls++;
        throw failure;
    }

    @Override
    public void after(Call call) throws Throwable {
        throw failure;
    }
}

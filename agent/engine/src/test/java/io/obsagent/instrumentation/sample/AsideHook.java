package io.obsagent.instrumentation.sample;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** Finds that a call is none of its own. */
public final class AsideHook implements Hook {

    @Override
    public void before(Call call) {
        call.standAside();
    }
}

package io.obsagent.instrumentation.sample;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** Replaces a String argument, an int argument and a String result. */
public class ReplacingHook implements Hook {

    @Override
    public void before(Call call) {
        for (int i = 0; i < call.argCount(); i++) {
            Object arg = call.arg(i);
            call.replaceArg(i, arg instanceof String ? arg + "!" : (Integer) arg + 1);
        }
    }

    @Override
    public void after(Call call) {
        Object result = call.result();
        call.replaceResult(result instanceof String ? "<" + result + ">" : (Integer) result + 100);
    }
}

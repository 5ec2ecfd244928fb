package io.obsagent.instrumentation.sample;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it sees. */
public class RecordingHook implements Hook {

    public static final List<String> SEEN = new ArrayList<>();

    @Override
    public void before(Call call) throws Throwable {
        StringBuilder args = new StringBuilder();
        for (int i = 0; i < call.argCount(); i++) {
            args.append(i == 0 ? "" : ",").append((Object) call.arg(i));
        }
        SEEN.add("before(" + args + ")" + (call.self() == null ? " static" : ""));
        call.attach(SEEN.size());
    }

    @Override
    public void after(Call call) throws Throwable {
        SEEN.add(
                "after " + (call.thrown() != null ? call.thrown().getMessage() : String.valueOf((Object) call.result()))
                        + " #" + call.attached());
    }
}

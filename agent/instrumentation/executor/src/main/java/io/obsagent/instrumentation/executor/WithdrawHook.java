package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import java.util.List;

/** {@code ThreadPoolExecutor.remove} and {@code shutdownNow}: tasks leave the queue without having run. */
public final class WithdrawHook implements Hook {

    @Override
    public void after(Call call) {
        Object result = call.result();
        if (Boolean.TRUE.equals(result)) {
            Submissions.takeLatest(call.self(), call.<Runnable>arg(0));
        } else if (result instanceof List) {
            for (Object task : (List<?>) result) {
                Submissions.takeLatest(call.self(), (Runnable) task);
            }
        }
    }
}

package io.obsagent.instrumentation.executor;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Scope;

/** A hook whose {@code before} attaches a scope, or nothing: the scope closes when the woven method ends. */
abstract class ScopeHook implements Hook {

    @Override
    public final void after(Call call) {
        Scope scope = call.attached();
        if (scope != null) {
            scope.close();
        }
    }
}

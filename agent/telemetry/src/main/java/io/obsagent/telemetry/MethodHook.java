package io.obsagent.telemetry;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** Records the calls of one method that a rule of the configuration names. */
final class MethodHook implements Hook {

    private final MethodRecorder rule;
    private final String className;
    private final String method;

    MethodHook(MethodRecorder rule, String className, String method) {
        this.rule = rule;
        this.className = className;
        this.method = method;
    }

    @Override
    public void before(Call call) {
        MethodOperation operation = new MethodOperation(rule, className, method);
        operation.read(call, false);
        if (rule.span) {
            operation.opened();
            call.enter(operation);
        } else {
            call.attach(operation);
        }
    }

    @Override
    public void after(Call call) {
        MethodOperation operation = rule.span ? (MethodOperation) call.leave() : call.<MethodOperation>attached();
        if (operation != null) {
            if (call.thrown() == null) {
                operation.read(call, true);
            }
            operation.end(call.thrown());
        }
    }
}

package io.obsagent.engine;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Woven into methods whose hooks may replace arguments and result. Its code is copied and never called. */
final class ReplacingAdvice {

    private ReplacingAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
            @Advice.Origin Class<?> woven,
            @HookPoint int point,
            @Advice.This(optional = true) Object self,
            @Advice.AllArguments(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object[] args) {
        Object[] passed = args;
        Object token = ObsAgentDispatcher.enter(woven, point, self, passed);
        if (token != null) {
            args = passed;
        }
        return token;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
            @Advice.Enter Object token,
            @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result,
            @Advice.Thrown Throwable thrown) {
        if (token != null) {
            Object replaced = ObsAgentDispatcher.exit(token, result, thrown);
            if (thrown == null) {
                result = replaced;
            }
        }
    }
}

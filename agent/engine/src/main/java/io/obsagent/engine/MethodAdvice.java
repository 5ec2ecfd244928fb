package io.obsagent.engine;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Woven into methods whose hooks only look. Its code is copied by Byte Buddy and never called. */
final class MethodAdvice {

    private MethodAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
            @Advice.Origin Class<?> woven,
            @HookPoint int point,
            @Advice.This(optional = true) Object self,
            @Advice.AllArguments Object[] args) {
        return ObsAgentDispatcher.enter(woven, point, self, args);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
            @Advice.Enter Object token,
            @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
            @Advice.Thrown Throwable thrown) {
        if (token != null) {
            ObsAgentDispatcher.exit(token, result, thrown);
        }
    }
}

package io.obsagent.engine;

import net.bytebuddy.asm.Advice;

/** Woven into constructors, where the JVM allows no handler around the body. Its code is copied and never called. */
final class ConstructorAdvice {

    private ConstructorAdvice() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
            @Advice.Origin Class<?> woven, @HookPoint int point, @Advice.AllArguments Object[] args) {
        return ObsAgentDispatcher.enter(woven, point, null, args);
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object self, @Advice.Enter Object token) {
        if (token != null) {
            ObsAgentDispatcher.constructed(token, self);
        }
    }
}

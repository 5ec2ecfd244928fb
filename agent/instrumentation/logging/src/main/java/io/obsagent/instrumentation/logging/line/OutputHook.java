package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.LogFormat;

/** An appender or handler writes an event to its stream, which may lead to a socket. */
public final class OutputHook implements Hook {

    @Override
    public void before(Call call) {
        if (!isNetwork(call.self().getClass())) {
            call.attach(LogFormat.startWriting());
        }
    }

    @Override
    public void after(Call call) {
        LogFormat.Output before = call.attached();
        if (before != null) {
            LogFormat.stopWriting(before);
        }
    }

    /** What the other end expects is not known, so it gets what the application means it to get. */
    private static boolean isNetwork(Class<?> appender) {
        for (Class<?> type = appender; type != Object.class; type = type.getSuperclass()) {
            String name = type.getName();
            if (name.equals("org.apache.logging.log4j.core.appender.SocketAppender")
                    || name.equals("java.util.logging.SocketHandler")) {
                return true;
            }
        }
        return false;
    }
}

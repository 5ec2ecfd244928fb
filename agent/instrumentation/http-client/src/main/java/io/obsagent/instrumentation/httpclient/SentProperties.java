package io.obsagent.instrumentation.httpclient;

import java.lang.reflect.Method;
import java.net.HttpURLConnection;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.BiConsumer;

/**
 * Sets headers of a connection that is open and about to send them; replaces those that are there. Done as the JDK's
 * authentication does it, by a public method of a class that the JDK exports to nobody else but the agent.
 */
final class SentProperties implements BiConsumer<String, String> {

    private static final Method SETTER = setter();

    private final HttpURLConnection connection;

    SentProperties(HttpURLConnection connection) {
        this.connection = connection;
    }

    /** A security manager judges the application's code on the stack, too. */
    private static Method setter() {
        return AccessController.doPrivileged(new PrivilegedAction<Method>() {
            @Override
            public Method run() {
                try {
                    return Class.forName("sun.net.www.protocol.http.HttpURLConnection")
                            .getMethod("setAuthenticationProperty", String.class, String.class);
                } catch (ReflectiveOperationException otherJdk) {
                    return null;
                } catch (SecurityException refused) {
                    return null;
                }
            }
        });
    }

    @Override
    public void accept(String name, String value) {
        try {
            if (SETTER != null) {
                SETTER.invoke(connection, name, value);
            }
        } catch (ReflectiveOperationException notExported) {
            // the server's span gets the first attempt for a parent, then
        }
    }
}

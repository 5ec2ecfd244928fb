package io.obsagent.verify.apps.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;

/** A database that is nowhere and answers nothing. */
final class Stub {

    private Stub() {}

    /** Not public, so that its proxy's class belongs to the application and not to the JDK. */
    interface StubConnection extends Connection {}

    /** As above. */
    interface StubStatement extends Statement {}

    static Connection connection() {
        return proxy(StubConnection.class);
    }

    static Statement statement() {
        return proxy(StubStatement.class);
    }

    private static <T> T proxy(Class<T> type) {
        InvocationHandler handler = new InvocationHandler() {
            @Override
            public Object invoke(Object proxy, Method called, Object[] args) {
                return null;
            }
        };
        return type.cast(Proxy.newProxyInstance(Stub.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

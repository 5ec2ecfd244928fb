package io.obsagent.verify.apps.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Statement;

/** A database that is nowhere and answers nothing, but has a connection and meta data to be asked. */
final class Stub {

    private static final Connection CONNECTION = proxy(StubConnection.class);
    private static final DatabaseMetaData META_DATA = proxy(DatabaseMetaData.class);

    private Stub() {}

    /** Not public, so that its proxy's class belongs to the application and not to the JDK. */
    interface StubConnection extends Connection {}

    /** As above. */
    interface StubStatement extends Statement {}

    static Connection connection() {
        return CONNECTION;
    }

    static Statement statement() {
        return proxy(StubStatement.class);
    }

    private static <T> T proxy(Class<T> type) {
        InvocationHandler handler = new InvocationHandler() {
            @Override
            public Object invoke(Object proxy, Method called, Object[] args) {
                Class<?> answer = called.getReturnType();
                return answer == Connection.class ? CONNECTION : answer == DatabaseMetaData.class ? META_DATA : null;
            }
        };
        return type.cast(Proxy.newProxyInstance(Stub.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}

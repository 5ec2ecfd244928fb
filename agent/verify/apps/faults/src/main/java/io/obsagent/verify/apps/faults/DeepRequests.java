package io.obsagent.verify.apps.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.servlet.GenericServlet;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;

/**
 * A request that calls a database from ever deeper in the stack until there is none left, many times, then once more from where
 * it began; and a request after it on the same thread.
 */
public final class DeepRequests extends GenericServlet {

    private static final long serialVersionUID = 1;
    private static final int OVERFLOWS = 5;

    private final transient Connection connection = connection();

    private DeepRequests() {}

    public static void main(String[] args) throws Exception {
        FaultyRequests.serve(new DeepRequests(), "POST", Fault.NONE);
        FaultyRequests.serve(new Isolated().greeting(), "PUT", Fault.NONE);
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) {
        int overflows = 0;
        try {
            for (int i = 0; i < OVERFLOWS; i++) {
                try {
                    descend();
                } catch (StackOverflowError bottom) {
                    overflows++;
                }
            }
            connection.commit();
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
        request.setAttribute("greeting", "overflows " + overflows);
    }

    private void descend() throws SQLException {
        connection.rollback();
        descend();
    }

    /** Not public, so that its proxy's class belongs to the application and not to the JDK. */
    interface Stub extends Connection {}

    /** A connection to nothing that answers nothing. */
    private static Connection connection() {
        InvocationHandler handler = new InvocationHandler() {
            @Override
            public Object invoke(Object proxy, Method called, Object[] args) {
                return null;
            }
        };
        return (Connection)
                Proxy.newProxyInstance(DeepRequests.class.getClassLoader(), new Class<?>[] {Stub.class}, handler);
    }
}

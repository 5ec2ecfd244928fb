package io.obsagent.verify.apps.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.servlet.GenericServlet;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;

/**
 * A request that calls a database from ever deeper in the stack until there is none left, many times; then one on the
 * same thread that calls it once.
 */
public final class DeepRequests extends GenericServlet {

    private static final long serialVersionUID = 1;
    private static final int OVERFLOWS = 5;

    private final transient Connection connection = Stub.connection();

    private DeepRequests() {}

    public static void main(String[] args) throws Exception {
        DeepRequests servlet = new DeepRequests();
        FaultyRequests.serve(servlet, "POST", Fault.NONE);
        FaultyRequests.serve(servlet, "PUT", Fault.NONE);
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) {
        boolean deep = ((HttpServletRequest) request).getMethod().equals("POST");
        int overflows = 0;
        try {
            for (int i = 0; deep && i < OVERFLOWS; i++) {
                try {
                    descend();
                } catch (StackOverflowError bottom) {
                    overflows++;
                }
            }
            if (!deep) {
                connection.prepareStatement("SELECT 1"); // a hook without an operation of its own
                connection.commit();
            }
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
        request.setAttribute("greeting", "overflows " + overflows);
    }

    private void descend() throws SQLException {
        connection.rollback();
        descend();
    }
}

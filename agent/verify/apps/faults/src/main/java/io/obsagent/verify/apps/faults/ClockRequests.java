package io.obsagent.verify.apps.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.servlet.GenericServlet;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;

/**
 * Requests that call a database before and after the agent's clocks go wrong: not during GET, ahead and the time of day an
 * hour back during POST, slow during PUT, back during DELETE, no more during PATCH. Without {@code -Dfaulty.clock=true} they
 * stay right.
 */
public final class ClockRequests extends GenericServlet {

    private static final long serialVersionUID = 1;
    private static final String FAULTY = "faulty.clock";

    /** The agent asks for the time of day anew when half a minute has passed. */
    private static final long HALF_A_MINUTE = TimeUnit.SECONDS.toNanos(31);

    private final transient Connection connection = Stub.connection();

    private ClockRequests() {}

    public static void main(String[] args) throws Exception {
        if (Boolean.getBoolean(FAULTY)) {
            FaultyClock.awaitReading();
        }
        ClockRequests servlet = new ClockRequests();
        for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "PATCH"}) {
            FaultyRequests.serve(servlet, method, Fault.NONE);
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException {
        try {
            connection.commit();
            change(((HttpServletRequest) request).getMethod());
            connection.rollback();
        } catch (SQLException | InterruptedException e) {
            throw new ServletException(e);
        }
        request.setAttribute("greeting", "interrupted " + Thread.interrupted());
    }

    private static void change(String method) throws InterruptedException {
        if (!Boolean.getBoolean(FAULTY)) {
            return;
        }
        long hourAgo = -TimeUnit.HOURS.toMillis(1);
        if (method.equals("POST")) {
            FaultyClock.set(hourAgo, HALF_A_MINUTE, 0);
            FaultyClock.awaitReading();
        } else if (method.equals("PUT")) {
            FaultyClock.set(hourAgo, 2 * HALF_A_MINUTE, 100);
            FaultyClock.awaitReading();
        } else if (method.equals("DELETE")) {
            FaultyClock.set(hourAgo, 2 * HALF_A_MINUTE - TimeUnit.SECONDS.toNanos(5), 0);
        }
    }
}

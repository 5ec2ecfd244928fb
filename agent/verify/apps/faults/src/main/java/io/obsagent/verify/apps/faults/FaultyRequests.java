package io.obsagent.verify.apps.faults;

import java.util.concurrent.CountDownLatch;
import javax.servlet.Servlet;

/**
 * Two web applications, one of which gets 30 requests that throw when they are asked about. Then each gets a sound one,
 * with methods of their own: POST the one that has seen faults, PUT the other. Argument: the {@link Fault}.
 */
public final class FaultyRequests {

    private FaultyRequests() {}

    public static void main(String[] args) throws Exception {
        Fault fault = Fault.valueOf(args[0]);
        Servlet tried = new Isolated().greeting();
        Servlet other = new Isolated().greeting();
        for (int i = 0; i < 30; i++) {
            if (fault == Fault.INTERRUPTION) {
                Thread.currentThread().interrupt();
            }
            serve(tried, "GET", fault);
        }
        serve(tried, "POST", Fault.NONE);
        serve(other, "PUT", Fault.NONE);
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    static void serve(Servlet servlet, String method, Fault fault) throws Exception {
        Request request = new Request(method, fault);
        servlet.service(request, Request.response());
        System.out.println(method + " " + request.getAttribute("greeting"));
    }
}

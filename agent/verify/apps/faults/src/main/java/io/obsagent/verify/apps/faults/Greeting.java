package io.obsagent.verify.apps.faults;

import javax.servlet.GenericServlet;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;

/** A servlet that answers whether its thread was interrupted. It asks its request for nothing. */
public final class Greeting extends GenericServlet {

    private static final long serialVersionUID = 1;

    @Override
    public void service(ServletRequest request, ServletResponse response) {
        request.setAttribute("greeting", "interrupted " + Thread.interrupted());
    }
}

package io.obsagent.verify.apps.web;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Forwards to, or includes, another servlet: {@code ?include=true}. */
final class ForwardServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getQueryString() == null) {
            request.getRequestDispatcher("/hello").forward(request, response);
        } else {
            response.getWriter().print("included: ");
            request.getRequestDispatcher("/hello").include(request, response);
        }
    }
}

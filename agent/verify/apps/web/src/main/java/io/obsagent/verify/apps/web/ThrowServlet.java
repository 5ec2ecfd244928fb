package io.obsagent.verify.apps.web;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Throws what the path asks for. */
final class ThrowServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if ("/checked".equals(request.getPathInfo())) {
            throw new ServletException("checked");
        }
        if ("/io".equals(request.getPathInfo())) {
            throw new IOException("io");
        }
        throw new IllegalStateException("runtime");
    }
}

package io.obsagent.verify.apps.web;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers with the status that the path asks for; with an error page where it ends in {@code /error}. */
final class StatusServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] path = request.getPathInfo().split("/");
        int status = Integer.parseInt(path[1]);
        if (path.length > 2) {
            response.sendError(status);
        } else {
            response.setStatus(status);
        }
    }
}

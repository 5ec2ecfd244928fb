package io.obsagent.verify.apps.web;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Calls another servlet of its own server by HTTP and tells its status. */
final class CallsServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        URL url = new URL("http", "127.0.0.1", request.getLocalPort(), request.getContextPath() + "/hello");
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        response.getWriter().print(connection.getResponseCode());
        connection.getInputStream().close();
    }
}

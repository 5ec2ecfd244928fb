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
        response.getWriter().print(call(hello(request)));
    }

    static URL hello(HttpServletRequest request) throws IOException {
        return new URL("http", "127.0.0.1", request.getLocalPort(), request.getContextPath() + "/hello");
    }

    static int call(URL url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.getInputStream().close();
        return connection.getResponseCode();
    }
}

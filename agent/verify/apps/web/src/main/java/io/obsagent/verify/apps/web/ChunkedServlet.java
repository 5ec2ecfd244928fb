package io.obsagent.verify.apps.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Answers with three chunks of ten bytes. */
final class ChunkedServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        OutputStream out = response.getOutputStream();
        for (int i = 0; i < 3; i++) {
            out.write("0123456789".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}

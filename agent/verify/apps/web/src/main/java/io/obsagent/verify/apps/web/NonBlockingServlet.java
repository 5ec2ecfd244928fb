package io.obsagent.verify.apps.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import javax.servlet.AsyncContext;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Reads and writes when the container calls: POST answers with the body, GET calls where nobody listens. */
final class NonBlockingServlet extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        ServletInputStream in = request.getInputStream();
        in.setReadListener(new Reading(in, async));
    }

    /** For GET. A call that took its time would hold up a container that runs listeners where it serves connections. */
    private static void answer(AsyncContext async, ByteArrayOutputStream body) throws IOException {
        if (((HttpServletRequest) async.getRequest()).getMethod().equals("GET")) {
            try {
                CallsServlet.call(new URL("http://127.0.0.1:1/"));
            } catch (ConnectException refused) {
                body.write("refused ".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static final class Reading implements ReadListener {
        private final ServletInputStream in;
        private final AsyncContext async;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Reading(ServletInputStream in, AsyncContext async) {
            this.in = in;
            this.async = async;
        }

        @Override
        public void onDataAvailable() throws IOException {
            byte[] buffer = new byte[1024];
            while (in.isReady()) {
                int read = in.read(buffer);
                if (read < 0) {
                    return;
                }
                body.write(buffer, 0, read);
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            answer(async, body);
            ServletOutputStream out = async.getResponse().getOutputStream();
            out.setWriteListener(new Writing(out, body, async));
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }

    private static final class Writing implements WriteListener {
        private final ServletOutputStream out;
        private final ByteArrayOutputStream body;
        private final AsyncContext async;
        private boolean written;

        Writing(ServletOutputStream out, ByteArrayOutputStream body, AsyncContext async) {
            this.out = out;
            this.body = body;
            this.async = async;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (written) {
                    async.complete();
                    return;
                }
                written = true;
                answer(async, body);
                out.write(body.toByteArray());
            }
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }
}

package io.obsagent.verify.apps.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/** Reads and writes when the container calls: POST answers with the body, GET calls another servlet and tells its status. */
final class NonBlockingServlet extends HttpServlet {

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        ServletInputStream in = request.getInputStream();
        in.setReadListener(new Reading(in, async, CallsServlet.hello(request)));
    }

    private static final class Reading implements ReadListener {
        private final ServletInputStream in;
        private final AsyncContext async;
        private final URL hello;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Reading(ServletInputStream in, AsyncContext async, URL hello) {
            this.in = in;
            this.async = async;
            this.hello = hello;
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
            ServletOutputStream out = async.getResponse().getOutputStream();
            out.setWriteListener(new Writing(out, body.toByteArray(), async, hello));
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }

    private static final class Writing implements WriteListener {
        private final ServletOutputStream out;
        private final byte[] body;
        private final AsyncContext async;
        private final URL hello;
        private boolean written;

        Writing(ServletOutputStream out, byte[] body, AsyncContext async, URL hello) {
            this.out = out;
            this.body = body;
            this.async = async;
            this.hello = hello;
        }

        @Override
        public void onWritePossible() throws IOException {
            while (out.isReady()) {
                if (written) {
                    async.complete();
                    return;
                }
                written = true;
                out.write(answer());
            }
        }

        private byte[] answer() throws IOException {
            HttpServletRequest request = (HttpServletRequest) async.getRequest();
            if (request.getMethod().equals("POST")) {
                return body;
            }
            return String.valueOf(CallsServlet.call(hello)).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public void onError(Throwable failure) {
            async.complete();
        }
    }
}

package io.obsagent.verify.apps.web;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;

/** Handlers of Jetty's core, without any servlet. */
public final class JettyCoreMain {

    private JettyCoreMain() {}

    /** @param args a directory with static files */
    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(
                ResourceFactory.root().newResource(Path.of(args[0]).toRealPath()));
        server.setHandler(new Handler.Sequence(new Answers(), files));
        server.setRequestLog(new CustomRequestLog(
                line -> System.out.println("logged " + line), "%{trace_id}attr %{span_id}attr %{trace_flags}attr"));
        server.start();
        System.out.println("port " + connector.getLocalPort());
        System.out.println("done");
        server.join();
    }

    private static final class Answers extends Handler.Abstract {

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            String path = Request.getPathInContext(request);
            switch (path) {
                case "/hello", "/orders/4711" -> Content.Sink.write(response, true, "hello", callback);
                case "/unavailable" -> {
                    response.setStatus(503);
                    callback.succeeded();
                }
                case "/error" -> Response.writeError(request, response, callback, 410);
                case "/throw" -> throw new IllegalStateException("thrown");
                case "/fail" -> later(() -> callback.failed(new IllegalStateException("failed")));
                case "/later" -> later(() -> Content.Sink.write(response, true, "later", callback));
                case "/echo", "/upload" -> Content.copy(request, response, callback);
                case "/chunked" -> {
                    for (int i = 0; i < 2; i++) {
                        Content.Sink.write(response, false, content());
                    }
                    response.write(true, content(), callback);
                }
                case "/calls" -> Content.Sink.write(response, true, "called " + call(request), callback);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private static ByteBuffer content() {
            return ByteBuffer.wrap("0123456789".getBytes(StandardCharsets.US_ASCII));
        }

        private static int call(Request request) throws Exception {
            URI hello = URI.create("http://127.0.0.1:" + Request.getServerPort(request) + "/hello");
            HttpURLConnection connection = (HttpURLConnection) hello.toURL().openConnection();
            try (InputStream body = connection.getInputStream()) {
                body.readAllBytes();
            }
            return connection.getResponseCode();
        }

        private static void later(Runnable answer) {
            new Thread(() -> {
                        try {
                            Thread.sleep(20);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        answer.run();
                    })
                    .start();
        }
    }
}

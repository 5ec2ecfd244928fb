package io.obsagent.verify.apps.plain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Ends, in one of three ways, while a request is served that waits for a neighbour. All threads but the main thread are
 * daemons.
 */
public final class Ending {

    private Ending() {}

    /** @param args the URL of the neighbour, the number of calls before; {@code exit}, {@code return} or {@code wait} */
    public static void main(final String[] args) throws Exception {
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            Caller.call(args[0] + "answered");
        }
        daemon(new Runnable() {
            @Override
            public void run() {
                serve(args[0] + "unanswered");
            }
        });
        Caller.call(args[0] + "await-unanswered");
        System.out.println("ending");
        if (args[2].equals("exit")) {
            System.exit(3);
        }
        if (args[2].equals("wait")) {
            Thread.sleep(60_000);
        }
    }

    private static void serve(final String url) {
        try {
            final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", new HttpHandler() {
                @Override
                public void handle(HttpExchange exchange) throws IOException {
                    Caller.call(url);
                }
            });
            server.start();
            Caller.call("http://127.0.0.1:" + server.getAddress().getPort() + "/own");
        } catch (IOException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }
}

package io.obsagent.verify.apps.httpserver;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

/** Drives its small heap into trouble when it is asked to, and out of it again. */
public final class Hoarding {

    private static final double FULL = 0.9;

    private static volatile List<byte[]> hoard;
    private static volatile Object garbage;

    private Hoarding() {}

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(2));
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/hoard")) {
                hoard();
            } else if (path.equals("/release")) {
                hoard = null;
            }
            byte[] body = path.getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        System.out.println("port " + server.getAddress().getPort());
        System.out.println("done");
    }

    private static void hoard() {
        List<byte[]> kept = new ArrayList<>();
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        while (runtime.totalMemory() - runtime.freeMemory() < FULL * runtime.maxMemory()) {
            for (int i = 0; i < 8; i++) {
                kept.add(new byte[64 * 1024]);
            }
            System.gc();
        }
        hoard = kept;
        new Thread(() -> {
                    while (hoard != null) {
                        garbage = new byte[4 * 1024];
                    }
                })
                .start();
    }
}

package io.obsagent.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP proxy on 127.0.0.1 that makes tunnels and nothing else. */
public final class ConnectProxy implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<List<String>> requests = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final int target;

    /** One that leads to where it is asked to. */
    public ConnectProxy() throws IOException {
        this(-1);
    }

    /** @param target a port of this machine to which all tunnels lead, whatever they are asked for; -1 for none */
    public ConnectProxy(int target) throws IOException {
        this.target = target;
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** The lines of each request. */
    public List<List<String>> requests() {
        return requests;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> tunnel(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        try (client) {
            // the client says nothing more before it has the answer
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> request = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                request.add(line);
            }
            requests.add(request);
            try (Socket collector = open(request.get(0).split(" ")[1])) {
                client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                threads.execute(() -> copy(collector, client));
                copy(client, collector);
            }
        } catch (IOException closed) {
            // by either side
        }
    }

    private Socket open(String asked) throws IOException {
        int colon = asked.lastIndexOf(':');
        return target < 0
                ? new Socket(asked.substring(0, colon), Integer.parseInt(asked.substring(colon + 1)))
                : new Socket(InetAddress.getLoopbackAddress(), target);
    }

    /** Copies until the end, and closes both. */
    public static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException closed) {
            // by either side
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdown();
    }
}

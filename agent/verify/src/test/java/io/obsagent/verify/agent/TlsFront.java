package io.obsagent.verify.agent;

import io.obsagent.testkit.ConnectProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Takes TLS off connections and passes them on, as what stands in front of a collector does. Asks for a certificate. */
final class TlsFront implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SSLServerSocket server;
    private final int target;

    /** @param target a port of this machine */
    TlsFront(SSLContext context, int target) throws IOException {
        this.target = target;
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        SSLParameters parameters = server.getSSLParameters();
        parameters.setNeedClientAuth(true);
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        server.setSSLParameters(parameters);
        threads.execute(this::accept);
    }

    String endpoint() {
        return "https://127.0.0.1:" + port();
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                SSLSocket client = (SSLSocket) server.accept();
                threads.execute(() -> pass(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(SSLSocket client) {
        try (client;
                Socket collector = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.startHandshake();
            threads.execute(() -> ConnectProxy.copy(collector, client));
            ConnectProxy.copy(client, collector);
        } catch (IOException refused) {
            // the client is told by the alert
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdown();
    }
}

package io.obsagent.telemetry.export;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * TLS to the collector. The JVM's default context is the application's: it may trust anybody, and who asks for it first
 * settles which trust store counts, which the application may be about to name. This one has that trust store, too, but no
 * key: a client certificate would be the application's. Used by one thread.
 */
final class Tls {

    /** Kept for its sessions. */
    private SSLSocketFactory factory;

    /** Does the handshake on a connection. */
    Socket over(Socket tcp, String host, int port) throws IOException {
        if (factory == null) {
            factory = newFactory();
        }
        SSLSocket socket = (SSLSocket) factory.createSocket(tcp, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (SSLException e) {
            factory = null; // the next attempt may find another trust store
            throw e;
        }
        return socket;
    }

    private static SSLSocketFactory newFactory() throws IOException {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init((KeyStore) null);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

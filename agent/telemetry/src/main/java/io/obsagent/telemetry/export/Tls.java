package io.obsagent.telemetry.export;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS to the collector. Used by one thread. */
final class Tls {

    private final TlsFiles files;
    /** Kept for its sessions. */
    private SSLSocketFactory factory;

    Tls(TlsFiles files) {
        this.files = files;
    }

    /** Does the handshake on a connection. */
    Socket over(Socket tcp, String host, int port) throws IOException {
        if (factory == null) {
            factory = files.context(files.trust()).getSocketFactory();
        }
        SSLSocket socket = (SSLSocket) factory.createSocket(tcp, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Something went wrong: the next handshake may find other certificates. */
    void renew() {
        factory = null;
    }
}

package io.obsagent.telemetry.export;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS for the connection to the collector, with the JVM's trust store and key store. Loaded for https only. */
final class Tls {

    private Tls() {}

    static Socket wrap(Socket plain, String host, int port, String protocol) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (protocol != null) {
            offer(parameters, protocol);
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /** Application protocol negotiation came to Java 8 with update 251 only, so it is not in the API compiled against. */
    private static void offer(SSLParameters parameters, String protocol) throws IOException {
        try {
            SSLParameters.class
                    .getMethod("setApplicationProtocols", String[].class)
                    .invoke(parameters, (Object) new String[] {protocol});
        } catch (ReflectiveOperationException e) {
            throw new IOException("gRPC with TLS needs Java 8u251 or newer");
        }
    }
}

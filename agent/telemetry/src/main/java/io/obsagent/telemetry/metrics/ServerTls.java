package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentLog;
import io.obsagent.telemetry.export.Pem;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * TLS of /metrics, with a certificate and its key from files of PEM. Changed files are read again, as certificates are
 * renewed while the JVM runs; while they cannot be used, what they held before stays in force. Thread safe. The JVM's
 * default {@code SSLContext} is the application's and not used.
 */
final class ServerTls {

    private final File certificateFile;
    private final File keyFile;
    private long changed;
    private SSLContext context;

    /** @throws IOException when the files cannot be used, with a message for a person */
    ServerTls(String certificateFile, String keyFile) throws IOException {
        this.certificateFile = new File(certificateFile);
        this.keyFile = new File(keyFile);
        changed = lastChange();
        context = read();
    }

    /** Does the handshake on an accepted connection. The connection may be closed by its own socket as well. */
    Socket over(Socket tcp) throws IOException {
        SSLSocket socket = (SSLSocket) current().getSocketFactory().createSocket(tcp, null, true);
        socket.startHandshake();
        return socket;
    }

    private synchronized SSLContext current() {
        long last = lastChange();
        if (last != changed) {
            changed = last;
            try {
                context = read();
            } catch (IOException problem) {
                AgentLog.warn(33, problem.getMessage() + "; /metrics goes on with the certificate before");
            }
        }
        return context;
    }

    private long lastChange() {
        return certificateFile.lastModified() * 31 + keyFile.lastModified();
    }

    private SSLContext read() throws IOException {
        KeyManager[] keys = Pem.keys("server.tls", certificateFile.getPath(), keyFile.getPath());
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(keys, null, null);
            return made;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}

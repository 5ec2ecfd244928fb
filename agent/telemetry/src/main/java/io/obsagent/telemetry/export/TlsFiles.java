package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import io.opentelemetry.exporter.internal.TlsUtil;
import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Whom to trust and how to prove who one is, as the configuration says. The JVM's default context is the application's: it
 * may trust anybody, and who asks for it first settles which trust store counts, which the application may be about to
 * name. Without a file for it the JVM's trust store counts here, too, but never its key: that is the application's. Thread
 * safe.
 *
 * <p>Files are read whenever something is made of them, since certificates are renewed while the JVM runs. What is wrong
 * with them is an {@link IOException} that names the key and the file.
 */
final class TlsFiles {

    private final AgentConfig.Tls config;

    TlsFiles(AgentConfig.Tls config) {
        this.config = config;
    }

    /** Whether any file was named. */
    boolean areNamed() {
        return config.caFile != null || config.certificateFile != null || config.keyFile != null;
    }

    X509TrustManager trust() throws IOException {
        if (config.caFile == null) {
            return TlsUtil.defaultTrustManager();
        }
        byte[] pem = Pem.read("exporter.tls.ca-file", config.caFile);
        try {
            X509TrustManager trust = TlsUtil.trustManager(pem);
            if (trust.getAcceptedIssuers().length == 0) {
                throw new IOException("empty");
            }
            return trust;
        } catch (IOException | RuntimeException e) {
            throw new IOException("exporter.tls.ca-file " + config.caFile + " has no certificates as PEM", e);
        }
    }

    /** A new context, which has neither sessions nor certificates of earlier ones. */
    SSLContext context(X509TrustManager trust) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private KeyManager[] keys() throws IOException {
        if (config.certificateFile == null && config.keyFile == null) {
            return null;
        }
        return Pem.keys("exporter.tls", config.certificateFile, config.keyFile);
    }
}

package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentLog;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * TLS of /metrics, with a certificate and its key from files of PEM. Changed files are read again, as certificates are
 * renewed while the JVM runs; while they cannot be used, what they held before stays in force. Thread safe. The JVM's
 * default {@code SSLContext} is the application's and not used.
 */
final class ServerTls {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

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
        byte[] pem = bytes("server.tls.certificate-file", certificateFile);
        Certificate[] chain;
        try {
            chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .toArray(new Certificate[0]);
        } catch (GeneralSecurityException e) {
            chain = new Certificate[0];
        }
        if (chain.length == 0) {
            throw new IOException("server.tls.certificate-file " + certificateFile + " has no certificate as PEM");
        }
        try {
            return context(chain, privateKey(bytes("server.tls.key-file", keyFile), chain[0]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("server.tls.key-file " + keyFile + " has no "
                    + chain[0].getPublicKey().getAlgorithm() + " key as PEM in PKCS#8 without a password");
        }
    }

    private static PrivateKey privateKey(byte[] pem, Certificate certificate) throws GeneralSecurityException {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException();
        }
        byte[] key = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    private static SSLContext context(Certificate[] chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        char[] password = "in memory".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("metrics", key, password, chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static byte[] bytes(String setting, File file) throws IOException {
        try {
            return Files.readAllBytes(file.toPath());
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    setting + ' ' + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }
}

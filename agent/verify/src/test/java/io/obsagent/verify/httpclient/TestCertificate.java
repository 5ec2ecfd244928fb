package io.obsagent.verify.httpclient;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key pair for 127.0.0.1, made by the JDK's keytool, that its own store trusts. */
public final class TestCertificate {

    public static final String PASSWORD = "changeit";

    private final Path store;

    /** Makes it in an empty directory. */
    public TestCertificate(Path directory) throws IOException, InterruptedException {
        store = directory.resolve("store.p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        int exit = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=IP:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("keytool ended with " + exit);
        }
    }

    /** With key and certificate. */
    public Path store() {
        return store;
    }

    /** Writes the certificate as PEM. */
    public Path writeCertificate(Path file) throws GeneralSecurityException, IOException {
        return writePem(file, "CERTIFICATE", keys().getCertificate("server").getEncoded());
    }

    /** Writes the key as PEM, in PKCS#8. */
    public Path writeKey(Path file) throws GeneralSecurityException, IOException {
        Key key = keys().getKey("server", PASSWORD.toCharArray());
        return writePem(file, "PRIVATE KEY", key.getEncoded());
    }

    private static Path writePem(Path file, String what, byte[] encoded) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(file, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** Of a server with this certificate. */
    public SSLContext context() throws GeneralSecurityException, IOException {
        return context(null);
    }

    /**
     * Of a server with this certificate.
     *
     * @param client whose certificate is trusted when the server asks for one
     */
    public SSLContext context(TestCertificate client) throws GeneralSecurityException, IOException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys(), PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(client == null ? null : client.keys());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}

package io.obsagent.telemetry.export;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
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
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * Reads a certificate and its key from files of PEM. What is wrong with them is an {@link IOException} that names the key of
 * the configuration and the file.
 */
public final class Pem {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private Pem() {}

    /**
     * Shows who one is: by a certificate, those of its issuers behind it, and its key.
     *
     * @param section of the configuration that names the files, {@code exporter.tls} or {@code server.tls}
     * @param certificateFile null when it is not named
     * @param keyFile the same; PKCS#8 without a password
     */
    public static KeyManager[] keys(String section, String certificateFile, String keyFile) throws IOException {
        String certificateKey = section + ".certificate-file";
        String keyKey = section + ".key-file";
        byte[] certificatePem = read(certificateKey, certificateFile);
        byte[] keyPem = read(keyKey, keyFile);
        Certificate[] chain = certificates(certificatePem);
        if (chain.length == 0) {
            throw new IOException(certificateKey + ' ' + certificateFile + " has no certificate as PEM");
        }
        String algorithm = chain[0].getPublicKey().getAlgorithm();
        try {
            return keys(chain, privateKey(keyPem, algorithm));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    keyKey + ' ' + keyFile + " has no " + algorithm + " key as PEM in PKCS#8 without a password", e);
        }
    }

    /**
     * Reads a file.
     *
     * @param key of the configuration that names it
     * @param file null when it is not named
     */
    static byte[] read(String key, String file) throws IOException {
        if (file == null) {
            throw new IOException(key + " is not set; a certificate needs its key, and the key its certificate");
        }
        try {
            return Files.readAllBytes(new File(file).toPath());
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    key + ' ' + file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static Certificate[] certificates(byte[] pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem))
                    .toArray(new Certificate[0]);
        } catch (GeneralSecurityException notOne) {
            return new Certificate[0];
        }
    }

    private static PrivateKey privateKey(byte[] pem, String algorithm) throws GeneralSecurityException {
        String text = new String(pem, StandardCharsets.ISO_8859_1);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException();
        }
        byte[] key = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
    }

    private static KeyManager[] keys(Certificate[] chain, PrivateKey key) throws GeneralSecurityException, IOException {
        char[] password = "in memory".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("own", key, password, chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        return keys.getKeyManagers();
    }
}

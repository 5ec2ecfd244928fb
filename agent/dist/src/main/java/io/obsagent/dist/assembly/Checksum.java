package io.obsagent.dist.assembly;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 checksum of a file, in a file beside it that {@code sha256sum -c} reads. */
final class Checksum {

    private Checksum() {}

    static void write(File file) throws IOException {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file.toPath()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        StringBuilder line = new StringBuilder();
        for (byte b : digest) {
            line.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
        }
        line.append("  ").append(file.getName()).append('\n');
        Files.write(
                new File(file.getPath() + ".sha256").toPath(), line.toString().getBytes(StandardCharsets.US_ASCII));
    }
}

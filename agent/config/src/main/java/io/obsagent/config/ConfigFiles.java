package io.obsagent.config;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The files that a configuration was read from, those that are missing included. Tells them by their contents: neither the
 * time of a file nor its canonical path tells every change on every JVM, and reading some kilobytes costs microseconds.
 *
 * <p>Used by one thread at a time.
 */
public final class ConfigFiles {

    private static final int MAX_BYTES = 1 << 20;
    private static final long UNREADABLE = -1;

    private final Map<String, Long> read = new HashMap<>();

    ConfigFiles() {}

    /** Whether nothing was read and nothing was missing. */
    public boolean isEmpty() {
        return read.isEmpty();
    }

    /** Stands for the contents that the configuration was made of. */
    public Object contentsRead() {
        return new HashMap<>(read);
    }

    /** Stands for what the same files contain now; equal to {@link #contentsRead} when nothing has changed. */
    public Object contentsNow() {
        Map<String, Long> now = new HashMap<>();
        for (String path : read.keySet()) {
            now.put(path, mark(new File(path).isFile() ? content(path) : null));
        }
        return now;
    }

    /** The content of a file; null when it cannot be read or is larger than 1 MiB. */
    byte[] read(String path) {
        byte[] content = content(path);
        File file = new File(path);
        if (file.isFile() || !file.exists()) {
            // what comes out of a pipe cannot be read again
            read.put(path, mark(content));
        }
        return content;
    }

    private static byte[] content(String path) {
        try (InputStream in = new FileInputStream(path)) {
            byte[] content = new byte[8192];
            int length = 0;
            for (int n = in.read(content); n >= 0; n = in.read(content, length, content.length - length)) {
                length += n;
                if (length > MAX_BYTES) {
                    return null;
                }
                if (length == content.length) {
                    content = Arrays.copyOf(content, length * 2);
                }
            }
            return Arrays.copyOf(content, length);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static long mark(byte[] content) {
        if (content == null) {
            return UNREADABLE;
        }
        CRC32 crc = new CRC32();
        crc.update(content, 0, content.length);
        return (long) content.length << 32 | crc.getValue();
    }
}

package io.obsagent.dist;

import java.io.IOException;
import java.io.InputStream;

/** The version of this jar. */
final class Version {

    /** Resource that the assembly writes. */
    static final String RESOURCE = "version";

    private Version() {}

    static String current() {
        InputStream in = Version.class.getClassLoader().getResourceAsStream(RESOURCE);
        if (in == null) {
            return "unknown";
        }
        byte[] text = new byte[64];
        try {
            int length = Math.max(in.read(text), 0);
            return new String(text, 0, length, "UTF-8").trim();
        } catch (IOException unreadable) {
            return "unknown";
        } finally {
            close(in);
        }
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException ignored) {
            // was read
        }
    }
}

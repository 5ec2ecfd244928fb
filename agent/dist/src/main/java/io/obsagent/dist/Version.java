package io.obsagent.dist;

import java.io.IOException;
import java.io.InputStream;
import java.util.Scanner;

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
        try {
            return new Scanner(in, "UTF-8").nextLine();
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

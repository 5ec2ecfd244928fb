package io.obsagent.dist.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The libraries that the agent knows, out of {@code libraries.list}. Immutable. */
public final class KnownLibraries {

    /** Name of the resource. */
    public static final String RESOURCE = "libraries.list";

    private final List<KnownLibrary> all = new ArrayList<>();

    private KnownLibraries() {}

    /** Reads the list of this jar. */
    static KnownLibraries read() throws IOException {
        InputStream in = KnownLibraries.class.getClassLoader().getResourceAsStream(RESOURCE);
        if (in == null) {
            throw new IOException("the jar has no " + RESOURCE);
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            KnownLibraries read = new KnownLibraries();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    read.all.add(KnownLibrary.parse(line));
                }
            }
            return read;
        }
    }

    /** In the order of the list. */
    List<KnownLibrary> all() {
        return all;
    }

    /**
     * How the names of a library's classes begin: with the first two names of a package or more, so many that no other
     * library for which there is an instrumentation begins so.
     *
     * @param library one with a {@link KnownLibrary#type}
     */
    String packageOf(KnownLibrary library) {
        int end = library.type.indexOf('.');
        for (int next = next(library.type, end); next > 0; next = next(library.type, end)) {
            end = next;
            if (!isShared(library, library.type.substring(0, end + 1))) {
                break;
            }
        }
        return library.type.substring(0, end + 1);
    }

    /** -1 where a name has no further dot. */
    private static int next(String name, int dot) {
        return name.indexOf('.', dot + 1);
    }

    private boolean isShared(KnownLibrary library, String prefix) {
        for (KnownLibrary other : all) {
            if (other != library
                    && other.instrumentation != null
                    && other.type != null
                    && other.type.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The library that an artifact is.
     *
     * @param group null when it is not known
     * @return null when the agent does not know it
     */
    KnownLibrary find(String group, String artifact) {
        for (KnownLibrary library : all) {
            if (library.is(group, artifact)) {
                return library;
            }
        }
        return null;
    }
}

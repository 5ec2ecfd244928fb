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

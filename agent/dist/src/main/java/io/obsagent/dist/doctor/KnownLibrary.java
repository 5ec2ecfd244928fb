package io.obsagent.dist.doctor;

/** A library that the agent knows, by the names under which it is found. Immutable. */
final class KnownLibrary {

    /** Name of the instrumentation; null when nothing is recorded of the library. */
    final String instrumentation;

    final String name;

    /** {@code group:artifact}, at least one. */
    final String[] artifacts;

    /** The oldest version that tests run with; null when there is none. */
    final String oldest;

    /** The newest version that tests run with; null when there is none. */
    final String newest;

    /** Binary name of one of its classes, for jars that tell no name; null when none tells it. */
    final String type;

    private KnownLibrary(String[] fields) {
        instrumentation = fields[0].equals("-") ? null : fields[0];
        name = fields[1];
        artifacts = fields[2].split(" ");
        oldest = fields[3].isEmpty() ? null : fields[3];
        newest = fields[4].isEmpty() ? null : fields[4];
        type = fields[5].equals("-") ? null : fields[5];
    }

    /**
     * Reads a line of {@code libraries.list}.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    static KnownLibrary parse(String line) {
        String[] fields = line.split("\\|", -1);
        if (fields.length != 6) {
            throw new IllegalArgumentException("libraries.list: six fields expected: " + line);
        }
        for (int i = 0; i < fields.length; i++) {
            fields[i] = fields[i].trim();
        }
        return new KnownLibrary(fields);
    }

    /**
     * Whether an artifact is this library.
     *
     * @param group null when it is not known
     */
    boolean is(String group, String artifact) {
        for (String each : artifacts) {
            int colon = each.indexOf(':');
            if (each.substring(colon + 1).equals(artifact)
                    && (group == null || each.substring(0, colon).equals(group))) {
                return true;
            }
        }
        return false;
    }

    /** The tested versions, as a person reads them; empty when none are told. */
    String tested() {
        if (oldest == null) {
            return "";
        }
        return oldest.equals(newest) ? oldest : oldest + " to " + newest;
    }

    /** Whether a version is older than all that tests run with. Of one that is not known nobody knows. */
    boolean isOlder(String version) {
        return version != null && oldest != null && Versions.compare(version, oldest) < 0;
    }

    /**
     * What is to be said of a version; empty when nothing is.
     *
     * @param version null when it is not known
     */
    String remark(String version) {
        if (version == null) {
            return "the version is not told";
        }
        if (isOlder(version)) {
            return "older than tested, may be covered in part";
        }
        boolean newer = newest != null && Versions.compare(version, newest) > 0;
        return newer ? "newer than tested, expected to work" : "";
    }
}

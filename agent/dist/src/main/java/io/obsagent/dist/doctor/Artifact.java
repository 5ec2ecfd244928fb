package io.obsagent.dist.doctor;

import java.util.Properties;

/** A jar's own idea of what it is, or its name's. Immutable. */
final class Artifact {

    /** Null when only a file name tells of it. */
    final String group;

    final String name;

    /** Null when it is not told. */
    final String version;

    Artifact(String group, String name, String version) {
        this.group = group;
        this.name = name;
        this.version = version;
    }

    /** What Maven writes into each jar; null when it is incomplete. */
    static Artifact of(Properties pom) {
        String name = pom.getProperty("artifactId");
        return name == null ? null : new Artifact(pom.getProperty("groupId"), name, pom.getProperty("version"));
    }

    /**
     * Of a file {@code name-version.jar}.
     *
     * @param path of which only the last part counts
     */
    static Artifact ofFileName(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        String base = file.endsWith(".jar") ? file.substring(0, file.length() - ".jar".length()) : file;
        for (int dash = base.indexOf('-'); dash > 0; dash = base.indexOf('-', dash + 1)) {
            if (dash + 1 < base.length() && Character.isDigit(base.charAt(dash + 1))) {
                return new Artifact(null, base.substring(0, dash), base.substring(dash + 1));
            }
        }
        return new Artifact(null, base, null);
    }
}

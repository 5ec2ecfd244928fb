package io.obsagent.verify.matrix;

import io.obsagent.testkit.ForkedApp;
import java.util.List;

/**
 * One version of a library that contract tests run with.
 *
 * @param key what tests call the library: its key in {@code libraries.yaml}
 * @param topic the heading in {@code docs/support.md}
 * @param name the library's own name
 * @param java the oldest Java that it runs on
 * @param opens packages that it needs opened from Java 9 on, such as {@code java.base/java.lang}
 * @param coordinates {@code group:artifact:version} of what is put on the class path with all that it needs
 */
public record Library(
        String key, String topic, String name, String version, int java, List<String> opens, List<String> coordinates) {

    /**
     * Adds its jars and those that they need to the class path of an application; downloads them where they are not there
     * yet. On an older Java than the library runs on the test is skipped.
     *
     * @throws AssertionError if they cannot be downloaded
     */
    public void addTo(ForkedApp.Builder application) {
        application.classPath(files().toArray(new String[0]));
        openPackagesFor(application);
    }

    /**
     * The paths of its files and of those that they need, which are downloaded where they are not there yet. On an older
     * Java than the library runs on the test is skipped.
     *
     * @throws AssertionError if they cannot be downloaded
     */
    public List<String> files() {
        TestedJava.assumeAtLeast(java, toString());
        return MavenRepository.resolve(coordinates);
    }

    /** Opens to an application the packages that the library needs opened. */
    public void openPackagesFor(ForkedApp.Builder application) {
        if (TestedJava.feature() > 8) {
            opens.forEach(each -> application.jvmOptions("--add-opens=" + each + "=ALL-UNNAMED"));
        }
    }

    /** Whether this version is at least {@code other}, compared as Maven does. */
    public boolean isAtLeast(String other) {
        return MavenRepository.compareVersions(version, other) >= 0;
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}

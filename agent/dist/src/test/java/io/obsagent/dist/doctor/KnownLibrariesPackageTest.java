package io.obsagent.dist.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** By which classes a library is known in a jar that has swallowed several. */
class KnownLibrariesPackageTest {

    @Test
    void packagesOfLibrariesDoNotOverlap() throws Exception {
        KnownLibraries known = KnownLibraries.read();
        assertThat(packageOf(known, "org.h2.Driver")).isEqualTo("org.h2.");
        assertThat(packageOf(known, "okhttp3.OkHttpClient")).isEqualTo("okhttp3.");
        assertThat(packageOf(known, "com.mysql.jdbc.Driver")).isEqualTo("com.mysql.");
        assertThat(packageOf(known, "org.apache.kafka.clients.NetworkClient")).isEqualTo("org.apache.kafka.clients.");
        assertThat(packageOf(known, "org.apache.kafka.streams.KafkaStreams")).isEqualTo("org.apache.kafka.streams.");
    }

    private static String packageOf(KnownLibraries known, String type) {
        for (KnownLibrary library : known.all()) {
            if (type.equals(library.type)) {
                return known.packageOf(library);
            }
        }
        throw new AssertionError("no library has " + type);
    }
}

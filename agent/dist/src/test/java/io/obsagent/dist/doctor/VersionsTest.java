package io.obsagent.dist.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionsTest {

    @Test
    void comparesNumbersAndLeavesTheRestOut() {
        assertThat(Versions.compare("1.10", "1.9")).isPositive();
        assertThat(Versions.compare("9.2-1004-jdbc41", "42.2.29")).isNegative();
        assertThat(Versions.compare("13.6.2.jre8", "13.6.2.jre11")).isZero();
        assertThat(Versions.compare("2.2.40.Final", "2.2.40")).isZero();
        assertThat(Versions.compare("2.0", "2")).isZero();
        assertThat(Versions.compare("0.11.0.3", "0.10.2.2")).isPositive();
        assertThat(Versions.compare("4.3.30.RELEASE", "4.3.30")).isZero();
        assertThat(Versions.compare("12345678901234567890123", "1")).isPositive();
        assertThat(Versions.compare("", "1")).isNegative();
    }

    @Test
    void findsNameAndVersionInAFileName() {
        assertArtifact("tomcat-embed-core-9.0.124.jar", "tomcat-embed-core", "9.0.124");
        assertArtifact("BOOT-INF/lib/postgresql-9.2-1004-jdbc41.jar", "postgresql", "9.2-1004-jdbc41");
        assertArtifact("lib/legacy.jar", "legacy", null);
        assertArtifact("-.jar", "-", null);
    }

    private static void assertArtifact(String file, String name, String version) {
        Artifact artifact = Artifact.ofFileName(file);
        assertThat(artifact.name).isEqualTo(name);
        assertThat(artifact.version).isEqualTo(version);
        assertThat(artifact.group).isNull();
    }
}

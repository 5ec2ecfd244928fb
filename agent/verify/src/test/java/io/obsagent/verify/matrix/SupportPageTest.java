package io.obsagent.verify.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of supported versions, and that the list behind it is in order. */
class SupportPageTest {

    private static final Library NEWEST = Libraries.all("hikaricp").get(0);

    @TempDir
    private Path directory;

    @Test
    void claimsNothingThatTheListDoesNotHave() throws IOException {
        SupportPage committed = SupportPage.read(Path.of("../../docs/support.md"));

        assertThat(committed.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(Libraries.all())
                        .anyMatch(library -> library.topic().equals(row.topic())
                                && library.name().equals(row.name())
                                && library.version().equals(row.version())
                                && library.java() <= row.javas().first()));
    }

    @Test
    void listsVersionsFromNewToOld() {
        Libraries.all().stream()
                .map(Library::key)
                .distinct()
                .forEach(key -> assertThat(Libraries.all(key))
                        .isSortedAccordingTo((a, b) -> MavenRepository.compareVersions(b.version(), a.version())));
    }

    @Test
    void keepsTopicsTogether() {
        List<String> topics = Libraries.all().stream().map(Library::topic).toList();
        assertThat(topics.stream().distinct())
                .allSatisfy(topic -> assertThat(topics.subList(topics.indexOf(topic), topics.lastIndexOf(topic)))
                        .containsOnly(topic));
    }

    @Test
    void addsWhatRanAndForgetsWhatFailed() throws IOException {
        Path file = directory.resolve("support.md");
        Library oldest = Libraries.all("hikaricp").get(Libraries.all("hikaricp").size() - 1);
        SupportPage first = SupportPage.read(file);
        first.ran(NEWEST, 17, LocalDate.of(2026, 1, 1));
        first.ran(oldest, 17, LocalDate.of(2026, 1, 1));
        first.write();

        SupportPage second = SupportPage.read(file);
        second.ran(NEWEST, 25, LocalDate.of(2026, 2, 1));
        second.remove(oldest);
        second.write();

        assertThat(SupportPage.read(file).rows()).singleElement().satisfies(row -> {
            assertThat(row.version()).isEqualTo(NEWEST.version());
            assertThat(row.topic()).isEqualTo(NEWEST.topic());
            assertThat(row.javas()).containsExactly(17, 25);
            assertThat(row.date()).isEqualTo("2026-02-01");
        });
    }
}

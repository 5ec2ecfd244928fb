package io.obsagent.verify.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
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
        Library part = Libraries.all("com.sun.net.httpserver").get(0);
        Library oldest = Libraries.all("hikaricp").get(Libraries.all("hikaricp").size() - 1);
        SupportPage first = SupportPage.read(file);
        for (Library library : List.of(NEWEST, part, oldest)) {
            first.ran(library, 17, LocalDate.of(2026, 1, 1));
        }
        first.write();

        SupportPage second = SupportPage.read(file);
        second.ran(NEWEST, 25, LocalDate.of(2026, 2, 1));
        second.ran(part, 8, LocalDate.of(2026, 2, 1));
        second.failed(part, 17);
        second.failed(part, 25);
        second.failed(oldest, 17);
        second.write();

        List<SupportPage.Row> rows = new ArrayList<>();
        SupportPage.read(file).rows().forEach(rows::add);
        assertThat(rows)
                .containsExactly(
                        new SupportPage.Row(
                                part.topic(),
                                "com.sun.net.httpserver",
                                "of the JDK",
                                new TreeSet<>(List.of(8)),
                                LocalDate.of(2026, 2, 1)),
                        new SupportPage.Row(
                                NEWEST.topic(),
                                "HikariCP",
                                NEWEST.version(),
                                new TreeSet<>(List.of(17, 25)),
                                LocalDate.of(2026, 2, 1)));
    }
}

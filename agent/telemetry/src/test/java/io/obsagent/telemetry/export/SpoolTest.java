package io.obsagent.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsagent.config.AgentConfig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the spool. */
class SpoolTest {

    private static final long HOUR = 3_600_000;
    private static final long CAP = 100 * 4096;

    private final Losses losses = new Losses();

    @TempDir
    private Path directory;

    private Spool open() throws IOException {
        return open(true);
    }

    private Spool open(boolean toWrite) throws IOException {
        return Spool.open(spoolDirectory(), CAP, HOUR, losses, toWrite);
    }

    private SpoolDirectory spoolDirectory() {
        return new SpoolDirectory(AgentConfig.with(
                "exporter.spool.directory",
                directory.toString(),
                "service.name",
                "../cart",
                "service.namespace",
                "shop"));
    }

    /** Where the shelves are. */
    private Path service() {
        return Path.of(spoolDirectory().toString());
    }

    private static Batch batch(String text) throws IOException {
        return batch(text, System.currentTimeMillis());
    }

    private static Batch batch(String text, long epochMillis) throws IOException {
        Batch.Buffer memory = new Batch.Buffer();
        memory.write(text.getBytes());
        return new Batch(10, epochMillis, memory);
    }

    private static List<String> takeAll(Spool spool) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Batch batch = spool.take(new Batch.Buffer()); batch != null; batch = spool.take(new Batch.Buffer())) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            batch.writeTo(text);
            texts.add(text.toString());
            spool.delete(batch);
        }
        return texts;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(path -> path.toString().endsWith(Shelf.ENDING))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void givesBackInOrderAndLeavesNothing() throws IOException {
        Spool spool = open();
        spool.add(batch("a"));
        spool.add(batch("b"));
        spool.add(batch("c"));
        assertThat(spool.bytes()).isEqualTo(3 * 4096);
        assertThat(takeAll(spool)).containsExactly("a", "b", "c");
        assertThat(spool.bytes()).isZero();
        spool.close();
        assertThat(service()).isEmptyDirectory();
    }

    @Test
    void theOldestMakeRoom() throws IOException {
        Spool spool = open();
        for (int i = 0; i < 105; i++) {
            spool.add(batch("" + i));
        }
        assertThat(losses.count(LossReason.SPOOL_FULL)).isEqualTo(50);
        assertThat(spool.bytes()).isEqualTo(CAP);
        assertThat(takeAll(spool)).hasSize(100).startsWith("5").endsWith("104");
    }

    @Test
    void whatNeverFitsIsCounted() throws IOException {
        Spool spool = open();
        StringBuilder noise = new StringBuilder();
        new Random(1).ints(1_000_000, '0', 'z').forEach(c -> noise.append((char) c));
        spool.add(batch(noise.toString()));
        assertThat(losses.count(LossReason.SPOOL_FULL)).isEqualTo(10);
        assertThat(spool.isEmpty()).isTrue();
        spool.close();
        assertThat(service()).isEmptyDirectory();
    }

    @Test
    void whatIsTooOldIsCounted() throws IOException {
        Spool spool = open();
        spool.add(batch("old", System.currentTimeMillis() - HOUR - 1000));
        spool.add(batch("new"));
        assertThat(takeAll(spool)).containsExactly("new");
        assertThat(losses.count(LossReason.SPOOL_EXPIRED)).isEqualTo(10);
    }

    @Test
    void theNextTakesOverWhatIsWhole() throws IOException {
        Spool first = open();
        first.add(batch("a"));
        first.add(batch("damaged"));
        first.add(batch("c"));
        first.close();
        Spool second = open();
        second.add(batch("d"));
        second.close();
        List<Path> files = files();
        byte[] whole = Files.readAllBytes(files.get(1));
        whole[whole.length - 6] ^= 1; // its checksum
        Files.write(files.get(1), whole);
        Path shelf = files.get(0).getParent();
        Files.write(shelf.resolve("half"), new byte[10]);
        Files.write(shelf.resolve("mine" + Shelf.ENDING), new byte[10]);
        Files.createDirectory(service().resolve("strange"));

        Spool third = open(false);
        third.add(batch("e"));
        assertThat(takeAll(third)).containsExactly("a", "c", "d", "e");
        assertThat(losses.count(LossReason.SPOOL_UNREADABLE)).isEqualTo(10);
        third.close();
        assertThat(files()).containsExactly(shelf.resolve("mine" + Shelf.ENDING));
        assertThat(shelf.resolve("half")).doesNotExist();
    }

    /** Somebody may name a directory that has much else in it. */
    @Test
    void whatItDidNotWriteIsLeftAlone() throws IOException {
        Path foreign = Files.createDirectories(service().resolve("uploads"));
        Path picture = Files.write(foreign.resolve("picture.jpg"), new byte[10]);
        Path link = Files.createSymbolicLink(service().resolve(Shelf.PREFIX + "link"), foreign);
        assertThat(open(false)).isNull();
        Spool spool = open();
        spool.add(batch("a"));
        spool.close();
        assertThat(open(false)).isNotNull();
        assertThat(link).isSymbolicLink();
        try (Stream<Path> left = Files.list(foreign)) {
            assertThat(left).containsExactly(picture);
        }
    }

    @Test
    void leavesTheApplicationAsMuchOfTheDiskAsItMayTake() throws IOException {
        assertThatThrownBy(() -> Spool.open(spoolDirectory(), Long.MAX_VALUE, HOUR, losses, true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("MB are free where");
        assertThat(service()).isEmptyDirectory();
        Spool first = open();
        first.add(batch("a"));
        first.close();
        Spool second = Spool.open(spoolDirectory(), Long.MAX_VALUE, HOUR, losses, false);
        assertThatThrownBy(() -> second.add(batch("b")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("MB are free where");
        assertThat(takeAll(second)).containsExactly("a");
        second.close();
        assertThat(losses.total()).isZero();
        assertThat(service()).isEmptyDirectory();
    }

    @Test
    void whatIsInUseIsNotTakenOver() throws IOException {
        Spool first = open();
        first.add(batch("a"));
        assertThat(open(false)).isNull();
        Spool second = open();
        second.add(batch("b"));
        assertThat(takeAll(second)).containsExactly("b");
        second.close();
        assertThat(takeAll(first)).containsExactly("a");
        first.close();
        assertThat(spoolDirectory().isInUse()).isFalse();
    }

    @Test
    void saysWhyItCannotBe() throws IOException {
        Files.createFile(directory.resolve("file"));
        SpoolDirectory below = new SpoolDirectory(AgentConfig.with(
                "exporter.spool.directory", directory.resolve("file").toString()));
        assertThatThrownBy(() -> Spool.open(below, CAP, HOUR, losses, true))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file");
    }

    /** Only root can. */
    private static boolean canGiveAway(Path path) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return false;
        }
        Files.setAttribute(path, "unix:uid", 65534);
        return true;
    }

    /** Anybody can make a directory with the default name beside the temporary files, also as a link. */
    @Test
    void theDefaultDirectoryHasToBeOnesOwn() throws IOException {
        String temporary = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", directory.toString());
        try {
            Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
            Path base = directory.resolve("obs-agent-" + System.getProperty("user.name"));
            Files.createSymbolicLink(base, elsewhere);
            SpoolDirectory byDefault = new SpoolDirectory(AgentConfig.defaults());
            assertThatThrownBy(() -> Spool.open(byDefault, CAP, HOUR, losses, true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is not a directory");
            assertThat(elsewhere).isEmptyDirectory();
            Files.delete(base);
            if (canGiveAway(Files.createDirectory(base))) {
                assertThatThrownBy(() -> Spool.open(byDefault, CAP, HOUR, losses, true))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("another user made");
                assertThat(base).isEmptyDirectory();
            }
            Files.delete(base);
            Spool spool = Spool.open(byDefault, CAP, HOUR, losses, true);
            spool.add(batch("a"));
            assertThat(files().get(0).startsWith(base)).isTrue();
        } finally {
            System.setProperty("java.io.tmpdir", temporary);
        }
    }

    @Test
    void whoSendsElsewhereOrIsInAnotherEnvironmentHasAnotherPlace() {
        String[] same = {"service.name", "cart", "exporter.endpoint", "http://one:4318"};
        assertThat(Stream.of(
                        place(same),
                        place("service.name", "cart", "exporter.endpoint", "http://two:4318"),
                        place("service.name", "stock", "exporter.endpoint", "http://one:4318"),
                        place(with(same, "deployment.environment.name=test")),
                        place(with(same, "deployment.environment.name=production"))))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("(cart|stock)-[0-9a-f]{1,16}"));
        assertThat(place(same)).isEqualTo(place(same)).isEqualTo(place(with(same, "team=shop")));
        assertThat(place(with(same, "deployment.environment=test")))
                .isEqualTo(place(with(same, "deployment.environment.name=test")));
    }

    private String place(String... settings) {
        String spool = new SpoolDirectory(AgentConfig.with(settings)).toString();
        return Path.of(spool).getFileName().toString();
    }

    private static String[] with(String[] settings, String attribute) {
        return Stream.concat(Stream.of(settings), Stream.of("resource-attributes", attribute))
                .toArray(String[]::new);
    }
}

package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is noticed of files that change, and what of it takes effect when. */
class ChangesTest {

    @TempDir
    Path directory;

    @Test
    void noticesWhatNeitherTimeNorLengthTell() throws IOException {
        Loading loading = Loading.yaml(directory, "sampling: {ratio: 0.1}");
        Path file = directory.resolve("obs.yaml");
        FileTime time = Files.getLastModifiedTime(file);
        ConfigFiles files = loading.load().files;
        assertThat(files.contentsNow()).isEqualTo(files.contentsRead());

        Files.writeString(file, "sampling: {ratio: 0.2}");
        Files.setLastModifiedTime(file, time);
        assertThat(files.contentsNow()).isNotEqualTo(files.contentsRead());
    }

    @Test
    void noticesTheSwapOfAConfigMapsLink() throws IOException {
        Path old = Files.createDirectory(directory.resolve("..2026_1"));
        Path fresh = Files.createDirectory(directory.resolve("..2026_2"));
        Files.writeString(old.resolve("obs.yaml"), "service: {name: old}");
        Files.writeString(fresh.resolve("obs.yaml"), "service: {name: new}");
        Path data = Files.createSymbolicLink(directory.resolve("..data"), old.getFileName());
        Path file = Files.createSymbolicLink(directory.resolve("obs.yaml"), Path.of("..data", "obs.yaml"));
        ConfigLoader loader = Loading.nothing().file(file).loader();
        ConfigLoader.Loaded loaded = loader.load();

        Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), fresh.getFileName());
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        assertThat(loaded.files.contentsNow()).isNotEqualTo(loaded.files.contentsRead());
        assertThat(loader.load().config.service.name).isEqualTo("new");
    }

    @Test
    void noticesMissingFilesAndFilesOfSecrets() throws IOException {
        Path secret = directory.resolve("secret");
        ConfigFiles files = Loading.yaml(directory, "service: {name: '${file:" + secret + ":-none}'}")
                .load()
                .files;
        assertThat(files.contentsNow()).isEqualTo(files.contentsRead());
        Files.writeString(secret, "a");
        assertThat(files.contentsNow()).isNotEqualTo(files.contentsRead());

        Path yaml = directory.resolve("obs.yaml");
        ConfigFiles present = Loading.nothing().file(yaml).load().files;
        Files.delete(yaml);
        assertThat(present.contentsNow()).isNotEqualTo(present.contentsRead());
        ConfigFiles absent = Loading.nothing().file(yaml).load().files;
        assertThat(absent.isEmpty()).isFalse();
        assertThat(absent.contentsNow()).isEqualTo(absent.contentsRead());
        assertThat(Loading.nothing().load().files.isEmpty()).isTrue();
    }

    @Test
    void tellsWhichKeysDifferAndWhenTheyTakeEffect() throws IOException {
        AgentConfig before = Loading.yaml(directory, """
                        metrics: {buckets: {a: [1, 2]}, max-values-per-label: {b: 1}}
                        http: {user: header:x, trusted-proxies: [10.0.0.0/8]}
                        """).config();
        assertThat(before.differences(again(), true)).isEmpty();
        assertThat(before.differences(again(), false)).isEmpty();

        AgentConfig after = Loading.yaml(directory, """
                        enabled: false
                        metrics: {buckets: {a: [1, 3]}, max-values-per-label: {b: 1}}
                        http: {user: session:x, trusted-proxies: [10.0.0.0/8]}
                        instrumentation: {jdbc: {enabled: false}}
                        server: {port: 1}
                        """).config();
        assertThat(before.differences(after, true))
                .containsExactly("enabled", "http.user", "instrumentation.jdbc.enabled");
        assertThat(before.differences(after, false)).containsExactly("server.port", "metrics.buckets");
    }

    private AgentConfig again() {
        return Loading.nothing().file(directory.resolve("obs.yaml")).config();
    }

    @Test
    void onlyMistakesInFilesAreMistakesOfFiles() throws IOException {
        ConfigLoader.Loaded loaded = Loading.yaml(directory, "server: {prot: 1}")
                .env("OBS_SEVER_PORT", "1")
                .property("obs.server.prot", "1")
                .load();
        assertThat(loaded.problems).hasSize(3);
        assertThat(loaded.problemsOfFiles).containsExactly(loaded.problems.get(0));
    }
}

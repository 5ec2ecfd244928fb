package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkspaceTest {

    @Test
    void endsTheProcessesThatWereToldOfItAndDeletesIt() throws Exception {
        Process child;
        Path file;
        try (Workspace workspace = Workspace.create()) {
            file = Files.writeString(workspace.directory("sub").resolve("file"), "text");
            child = new ProcessBuilder("tail", "-f", file.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(child.isAlive()).isTrue();
            assertThat(workspace.root()).exists();
        }
        assertThat(child.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(file.getParent().getParent()).doesNotExist();
    }
}

package io.obsagent.verify.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each message of the agent has an id of its own and a row in docs/troubleshooting.md, and no row is left over. */
class MessagesTest {

    private static final Path AGENT = Path.of("..");
    private static final Pattern CALL = Pattern.compile("AgentLog\\s*\\.(?:info|warn)\\(\\s*([^,)]*)");
    private static final Pattern PRINTED =
            Pattern.compile("System\\.err\\.println\\(\\s*\"\\[obs-agent\\][^;]*?\\[OBS-(\\d{3})\\]");
    private static final Pattern ROW =
            Pattern.compile("^\\| OBS-(\\d{3}) \\| [^|]+ \\| [^|]+ \\| [^|]+ \\|$", Pattern.MULTILINE);

    @Test
    void eachHasItsRow() throws IOException {
        List<String> inCode = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            for (Matcher call = CALL.matcher(text); call.find(); ) {
                assertThat(call.group(1))
                        .as(source + ": the id is written as a number")
                        .matches("\\d{1,3}");
                inCode.add("%03d".formatted(Integer.parseInt(call.group(1))));
            }
            PRINTED.matcher(text).results().forEach(printed -> inCode.add(printed.group(1)));
            assertThat(text.split("\"\\[obs-agent\\] WARN", -1).length)
                    .as(source + ": lines that the log does not write have an id")
                    .isEqualTo((int) PRINTED.matcher(text).results().count() + 1);
        }
        List<String> inPage = ROW.matcher(Files.readString(AGENT.resolve("../docs/troubleshooting.md")))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(inCode).doesNotHaveDuplicates().hasSizeGreaterThan(20);
        assertThat(inPage).isSorted().containsExactlyInAnyOrderElementsOf(inCode);
    }

    private static List<Path> sources() throws IOException {
        return Sources.below(AGENT).stream()
                .filter(path -> path.toString().contains("/src/main/java/"))
                .filter(path -> !path.toString().startsWith("../verify/"))
                .filter(path -> !path.endsWith("AgentLog.java"))
                .toList();
    }
}

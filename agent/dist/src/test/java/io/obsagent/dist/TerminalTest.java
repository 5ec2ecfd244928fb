package io.obsagent.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.Test;

class TerminalTest {

    private static final String REPORT = "title\n\nsection\n    row\n  ! finding\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void isPlainInAPipe() throws Exception {
        Terminal terminal = terminal(false);
        terminal.write(REPORT);
        terminal.done("done");
        terminal.failed("failed");

        assertThat(out.toString("UTF-8")).isEqualTo(REPORT + "done" + System.lineSeparator());
        assertThat(err.toString("UTF-8")).isEqualTo("failed" + System.lineSeparator());
    }

    @Test
    void hasHeadingsAndFindingsStandOutOnATerminal() throws Exception {
        terminal(true).write(REPORT);

        assertThat(out.toString("UTF-8").split("\\R"))
                .containsExactly(
                        "\u001b[1mtitle\u001b[0m",
                        "",
                        "\u001b[1msection\u001b[0m",
                        "    row",
                        "\u001b[33m  ! finding\u001b[0m");
    }

    private Terminal terminal(boolean colours) throws UnsupportedEncodingException {
        return new Terminal(new PrintStream(out, true, "UTF-8"), new PrintStream(err, true, "UTF-8"), colours);
    }
}

package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void staysUpUnderTheAgentUnlessTold() throws Exception {
        assertThat(Options.parse(List.of())).isEqualTo(new Options(20, false, true, null));
    }

    @Test
    void readsEveryOption() throws Exception {
        assertThat(Options.parse(
                        List.of("--load-seconds", "5", "--exit-after-report", "--no-agent", "--keep-logs", "logs")))
                .isEqualTo(new Options(5, true, false, Path.of("logs")));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Options.parse(List.of("--load-second", "5")))
                .hasMessage("unknown option --load-second; --help lists them");
        assertThatThrownBy(() -> Options.parse(List.of("--load-seconds", "0")))
                .hasMessage("--load-seconds needs a whole number from 1 to 3600, not 0");
        assertThatThrownBy(() -> Options.parse(List.of("--keep-logs"))).hasMessage("--keep-logs needs a value");
    }
}

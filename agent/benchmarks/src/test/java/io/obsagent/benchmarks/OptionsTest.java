package io.obsagent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsagent.benchmarks.Options.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void measuresAllByDefault() {
        Options options = Options.parse();

        assertThat(options.parts()).containsExactlyInAnyOrder(Part.values());
        assertThat(options.agents()).containsExactlyInAnyOrder(AgentKind.values());
        assertThat(options.report()).isTrue();
    }

    @Test
    void narrowsDownForATrialOfWhichNoReportIsWritten() {
        Options options = Options.parse("--quick", "--starts=3", "--rounds=2", "--parts=spring", "--agents=obs");

        assertThat(options.parts()).containsExactly(Part.SPRING);
        assertThat(options.agents()).containsExactly(AgentKind.NONE, AgentKind.OBS);
        assertThat(options.starts()).isEqualTo(3);
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.report()).isFalse();
    }

    @Test
    void writesAReportOfAPartWhenToldTo() {
        Options options = Options.parse("--parts=spring", "--starts=0", "--cycles=4", "--idle-seconds=0", "--report");

        assertThat(options.starts()).isZero();
        assertThat(options.cycles()).isEqualTo(4);
        assertThat(options.idleSeconds()).isZero();
        assertThat(options.report()).isTrue();
    }

    @Test
    void startsMostOftenWhatHasTheMostExactLimit() {
        Options options = Options.parse();
        assertThat(options.startsOf(Part.SPRING)).isEqualTo(15);
        assertThat(options.startsOf(Part.PLAIN)).isEqualTo(8);
        assertThat(options.startsOf(Part.CART)).isEqualTo(5);

        for (Part part : Part.values()) {
            assertThat(Options.parse("--starts=1").startsOf(part)).isOne();
            assertThat(Options.parse("--starts=0").startsOf(part)).isZero();
        }
    }

    @Test
    void takesAFifthOfTheRoundsForTheCart() {
        assertThat(Options.parse().roundsOf(Part.SPRING)).isEqualTo(5);
        assertThat(Options.parse().roundsOf(Part.CART)).isOne();
        assertThat(Options.parse("--rounds=6").roundsOf(Part.CART)).isEqualTo(2);
        assertThat(Options.parse("--rounds=1").roundsOf(Part.CART)).isOne();
        assertThat(Options.parse("--rounds=0").roundsOf(Part.CART)).isZero();
        assertThat(Options.parse().roundsOf(Part.PLAIN)).isZero();
    }

    @Test
    void isIdleInTheFirstRoundsOnly() {
        assertThat(Options.parse().isIdleIn(2)).isTrue();
        assertThat(Options.parse().isIdleIn(3)).isFalse();
        assertThat(Options.parse("--idle-seconds=0").isIdleIn(1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--fast",
                "--rounds=-1",
                "--starts=many",
                "--cycles=0",
                "--idle-seconds=-1",
                "--parts=winter",
                "--agents="
            })
    void refusesWhatItDoesNotKnow(String option) {
        assertThatThrownBy(() -> Options.parse(option)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.obsagent.benchmarks;

import static io.obsagent.benchmarks.AgentKind.NONE;
import static io.obsagent.benchmarks.AgentKind.OBS;
import static io.obsagent.benchmarks.AgentKind.OPENTELEMETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Row CPU = Row.cost("CPU", "s", 1, new Limit.Share(0.1));

    private final Results results = new Results();

    @BeforeEach
    void threeRoundsOnAMachineThatBecomesSlower() {
        for (double base : new double[] {10, 20, 30}) {
            results.add(CPU, NONE, base);
            results.add(CPU, OBS, base + 1 + base / 100);
            results.add(CPU, OPENTELEMETRY, base + 4);
        }
    }

    @Test
    void comparesEachRoundWithItsOwnRunWithoutAgent() {
        assertThat(results.added(CPU, OBS).middle()).isEqualTo(1.2, within(1e-9));
        assertThat(results.added(CPU, OPENTELEMETRY)).isEqualTo(new Spread(4, 4, 4, 3));
        assertThat(results.share(CPU, OBS)).isEqualTo(0.3, within(1e-9));
    }

    @Test
    void printsOneAlignedTable() {
        assertThat(Table.lines(results, List.of(NONE, OBS, OPENTELEMETRY)))
                .containsExactly(
                        "| added cost: middle (quartiles) share of OpenTelemetry's | limit | reached | no agent            | obs-agent                  | OpenTelemetry |",
                        "|---------------------------------------------------------|-------|---------|---------------------|----------------------------|---------------|",
                        "| CPU, s                                                  | 0.10  | **no**  | 20.0 (15.0 to 25.0) | +1.2 (1.1 to 1.3) **0.30** | +4.0          |");
    }

    @Test
    void takesQuartilesBetweenTwoValuesInProportionAndTheMeanOfTheMiddleHalf() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(1.75, 3, 5.25, 4));
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7, 1));
        assertThat(Spread.of(List.of(1.0, 3.0)).middle()).isEqualTo(2);
        // a quarter of the lowest and of the highest is within the middle half, and all of the second
        assertThat(Spread.of(List.of(0.0, 2.0, 100.0)).middle()).isEqualTo((0 * 0.25 + 2 + 100 * 0.25) / 1.5);
    }

    @Test
    void isMoreExactTheMoreValuesThereAreAndWhateverOneOfThemIs() {
        assertThat(Spread.of(List.of(7.0)).error()).isZero();
        double ofFive = Spread.of(List.of(1.0, 2.0, 3.0, 4.0, 5.0)).error();
        assertThat(ofFive).isEqualTo(0.9 * 2 / Math.sqrt(5), within(1e-9));
        assertThat(Spread.of(List.of(1.0, 2.0, 3.0, 4.0, 500.0)).error()).isEqualTo(ofFive);
        assertThat(new Spread(2, 3, 4, 20).error()).isEqualTo(ofFive / 2, within(1e-9));
    }
}

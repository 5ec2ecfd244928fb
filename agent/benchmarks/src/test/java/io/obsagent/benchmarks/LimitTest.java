package io.obsagent.benchmarks;

import static io.obsagent.benchmarks.AgentKind.ELASTIC;
import static io.obsagent.benchmarks.AgentKind.GLOWROOT;
import static io.obsagent.benchmarks.AgentKind.NONE;
import static io.obsagent.benchmarks.AgentKind.OBS;
import static io.obsagent.benchmarks.AgentKind.OPENTELEMETRY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {

    private static final Limit TENTH = new Limit.Share(0.1);
    private static final Limit ELASTICS = new Limit.NotAbove(ELASTIC);
    private static final Limit GLOWROOTS = new Limit.NotAbove(GLOWROOT);

    private final Results results = new Results();

    private Row row(Limit limit, double none, double obs) {
        Row row = Row.cost("bytes", "KB", 1, limit);
        results.add(row, NONE, none);
        results.add(row, OBS, obs);
        return row;
    }

    @Test
    void isAShareOfWhatOpenTelemetryAdds() {
        Row row = row(TENTH, 100, 109);
        assertThat(TENTH.verdict(results, row)).isEmpty();
        results.add(row, OPENTELEMETRY, 200);
        assertThat(TENTH.verdict(results, row)).contains(Verdict.KEPT);
        assertThat(new Limit.Share(0.08).verdict(results, row)).contains(Verdict.BROKEN);
    }

    @Test
    void isNotAboveAnotherAgentWhenThatWasMeasured() {
        Limit both = TENTH.and(ELASTICS);
        Row row = row(both, 100, 109);
        results.add(row, OPENTELEMETRY, 200);
        assertThat(both.verdict(results, row)).contains(Verdict.KEPT);
        results.add(row, ELASTIC, 108);
        assertThat(both.verdict(results, row)).contains(Verdict.BROKEN);
        assertThat(new Limit.Share(0.08).and(GLOWROOTS).verdict(results, row)).contains(Verdict.BROKEN);
        assertThat(both.text()).isEqualTo("0.10, Elastic");
    }

    /**
     * So far from the other agent's are fifteen starts, in seconds of CPU, if both are alike: normally distributed as
     * those of a Spring Boot service are.
     */
    private static final double[] APART = {
        0.77, -0.14, 1.46, 0, -0.42, 0.58, -1.02, 0.14, 0.27, -1.46, 0.42, -0.27, 1.02, -0.58, -0.77
    };

    private Row starts(int times, double above) {
        Row row = Row.cost("CPU until the first answer", "s", 2, GLOWROOTS);
        for (int start = 0; start < times * APART.length; start++) {
            double machine = 7 + start % 4;
            results.add(row, NONE, machine);
            results.add(row, GLOWROOT, machine + 0.5);
            results.add(row, OBS, machine + 0.5 + above + APART[start % APART.length]);
        }
        return row;
    }

    @ParameterizedTest
    @CsvSource({"1, -0.30, KEPT", "1, 0.20, NOT_TOLD", "1, 0.30, BROKEN", "4, 0.10, NOT_TOLD", "4, 0.15, BROKEN"})
    void isAboveAnotherAgentIfItIsByMoreThanTheMeasurementCanTell(int times, double above, Verdict verdict) {
        assertThat(GLOWROOTS.verdict(results, starts(times, above))).contains(verdict);
    }

    /** However differently fast the machine was. */
    @Test
    void comparesWithAnotherAgentAtTheSameTime() {
        Row row = Row.cost("CPU until the first answer", "s", 2, GLOWROOTS);
        for (double machine : new double[] {7, 8, 9, 20, 20}) {
            results.add(row, NONE, machine);
            results.add(row, GLOWROOT, machine + 1);
            results.add(row, OBS, machine + 1.1);
        }
        assertThat(GLOWROOTS.verdict(results, row)).contains(Verdict.BROKEN);
    }

    @Test
    void isANumber() {
        Row row = row(new Limit.Value(8), 1, 9);
        assertThat(row.limit().verdict(results, row)).contains(Verdict.KEPT);
        assertThat(new Limit.Value(7).verdict(results, row)).contains(Verdict.BROKEN);
    }

    @Test
    void isNotMeasurableWhileAQuarterOfTheDifferencesIsNotAboveZero() {
        Row row = row(Limit.NOT_MEASURABLE, 1.0, 1.3);
        for (int i = 0; i < 6; i++) {
            row(Limit.NOT_MEASURABLE, 1.4, 1.3);
        }
        assertThat(row.limit().verdict(results, row)).isEmpty();
        row(Limit.NOT_MEASURABLE, 1.4, 1.3);
        assertThat(row.limit().verdict(results, row)).contains(Verdict.KEPT);
        for (int i = 0; i < 22; i++) {
            row(Limit.NOT_MEASURABLE, 2.0 + i, 2.2 + i);
        }
        assertThat(row.limit().verdict(results, row)).contains(Verdict.BROKEN);
    }
}

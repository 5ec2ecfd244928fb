package io.obsagent.benchmarks;

import static io.obsagent.benchmarks.AgentKind.ELASTIC;
import static io.obsagent.benchmarks.AgentKind.NONE;
import static io.obsagent.benchmarks.AgentKind.OBS;
import static io.obsagent.benchmarks.AgentKind.OPENTELEMETRY;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LimitTest {

    private static final Limit TENTH = new Limit.Share(0.1);
    private static final Limit ELASTICS = new Limit.NotAbove(ELASTIC);

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
        assertThat(TENTH.isKept(results, row)).isEmpty();
        results.add(row, OPENTELEMETRY, 200);
        assertThat(TENTH.isKept(results, row)).contains(true);
        assertThat(new Limit.Share(0.08).isKept(results, row)).contains(false);
    }

    @Test
    void isNotAboveAnotherAgentWhenThatWasMeasured() {
        Limit both = TENTH.and(ELASTICS);
        Row row = row(both, 100, 109);
        results.add(row, OPENTELEMETRY, 200);
        assertThat(both.isKept(results, row)).contains(true);
        results.add(row, ELASTIC, 108);
        assertThat(both.isKept(results, row)).contains(false);
        assertThat(both.text()).isEqualTo("0.10, Elastic");
    }

    @Test
    void isANumber() {
        Row row = row(new Limit.Value(8), 1, 9);
        assertThat(row.limit().isKept(results, row)).contains(true);
        assertThat(new Limit.Value(7).isKept(results, row)).contains(false);
    }

    @Test
    void isNotMeasurableWhileAQuarterOfTheDifferencesIsNotAboveZero() {
        Row row = row(Limit.NOT_MEASURABLE, 1.0, 1.3);
        assertThat(row.limit().isKept(results, row)).isEmpty();
        row(Limit.NOT_MEASURABLE, 1.4, 1.3);
        row(Limit.NOT_MEASURABLE, 1.4, 1.3);
        assertThat(row.limit().isKept(results, row)).contains(true);
        for (int i = 0; i < 7; i++) {
            row(Limit.NOT_MEASURABLE, 2.0 + i, 2.2 + i);
        }
        assertThat(row.limit().isKept(results, row)).contains(false);
    }
}

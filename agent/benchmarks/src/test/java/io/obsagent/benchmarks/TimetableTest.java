package io.obsagent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.benchmarks.Options.Part;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimetableTest {

    @Test
    void plansTheQuickFormForLessThanFourMinutes() {
        assertThat(new Timetable(Options.parse("--quick")).left())
                .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
    }

    @Test
    void plansForAllThatWillRun() {
        Duration one = new Timetable(Options.parse("--parts=plain", "--agents=obs", "--rounds=1")).left();

        assertThat(new Timetable(Options.parse("--parts=plain", "--agents=obs", "--rounds=10")).left())
                .isEqualTo(one.multipliedBy(10));
    }

    @Test
    void hasNothingLeftInTheEnd() {
        Timetable timetable = new Timetable(Options.parse("--parts=plain", "--agents=obs", "--rounds=1"));
        timetable.measured(Part.PLAIN);
        assertThat(timetable.left()).isPositive();
        timetable.measured(Part.PLAIN);
        assertThat(timetable.left()).isZero();
    }
}

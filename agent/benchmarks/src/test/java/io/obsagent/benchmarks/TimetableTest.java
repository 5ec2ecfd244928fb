package io.obsagent.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.benchmarks.Options.Part;
import io.obsagent.benchmarks.Timetable.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final Duration ROUNDED = Duration.ofSeconds(1);

    @Test
    void plansTheQuickFormForLessThanFourMinutes() {
        assertThat(left("--quick")).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(4));
    }

    @Test
    void plansForAllThatWillRun() {
        Duration one = left("--parts=spring", "--agents=obs", "--starts=1", "--rounds=0");
        assertThat(left("--parts=spring", "--agents=obs", "--starts=10", "--rounds=0"))
                .isCloseTo(one.multipliedBy(10), ROUNDED);
        assertThat(left("--parts=cart", "--agents=obs", "--starts=10", "--rounds=0"))
                .isCloseTo(one.multipliedBy(4), ROUNDED);

        Duration twoRounds = left("--parts=spring", "--starts=0", "--rounds=2");
        Duration threeRounds = left("--parts=spring", "--starts=0", "--rounds=3");
        Duration fourRounds = left("--parts=spring", "--starts=0", "--rounds=4");
        assertThat(fourRounds.minus(threeRounds))
                .isCloseTo(threeRounds.minus(twoRounds), ROUNDED); // none of them with a time of idleness
    }

    @Test
    void plansTheFullFormForAboutAnHour() {
        assertThat(left()).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(70));
    }

    private static Duration left(String... options) {
        return new Timetable(Options.parse(options)).left();
    }

    @Test
    void hasNothingLeftInTheEnd() {
        Timetable timetable = new Timetable(Options.parse("--parts=plain", "--agents=obs", "--starts=1"));
        timetable.done(Part.PLAIN, Step.START);
        assertThat(timetable.left()).isPositive();
        timetable.done(Part.PLAIN, Step.START);
        assertThat(timetable.left()).isZero();
    }
}

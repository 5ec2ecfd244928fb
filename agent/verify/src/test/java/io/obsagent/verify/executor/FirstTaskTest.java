package io.obsagent.verify.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first operation of a JVM hands work over at once, while the JDK's classes are still being woven. */
class FirstTaskTest {

    @ParameterizedTest
    @CsvSource({"execute, 1", "forkJoin, 1", "supplyAsync, 1", "threadStart, 1", "timer, 1"})
    void theFirstTaskIsInTheTraceOfItsCaller(String way, int parts) throws Exception {
        try (AppRun app = AppRun.withAgent(AppRun.app("executor", "io.obsagent.verify.apps.executor.Executing")
                .args(way, "0", "1"))) {
            List<ReceivedSpan> spans = app.takeAll(1 + parts);
            assertThat(spans).hasSize(1 + parts);
            ReceivedSpan caller = spans.get(0);
            assertThat(caller.isRoot()).isTrue();
            assertThat(spans.subList(1, spans.size())).allMatch(task -> task.isChildOf(caller));
            app.assertNothingLeft();
        }
    }
}

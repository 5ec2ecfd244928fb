package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hook that throws, because the library that it asks throws. The application asks nothing and sees nothing. */
class HookFaultTest {

    private static final String HOOK = "io.obsagent.instrumentation.servlet.ServletHook";

    /** After 10 failures in a row; but not for the JVM's own errors, which pass. */
    @ParameterizedTest
    @CsvSource({"EXCEPTION, 10", "ERROR, 10", "INTERRUPTION, 10", "MEMORY, 30", "STACK, 30"})
    void theApplicationGoesOnAndTheHookIsSwitchedOffForItsClassLoader(String fault, int failures) {
        boolean switchedOff = failures == 10;
        ForkedApp.Builder app = faults("FaultyRequests").args(fault).jvmOptions("-Xmx64m");
        List<String> plain = AppRun.outputWithoutAgent(app);
        try (AppRun run = AppRun.withAgent(app)) {
            assertThat(run.output()).isEqualTo(plain);
            run.take(Kind.SERVER, "PUT /greeting");
            if (!switchedOff) {
                run.take(Kind.SERVER, "POST /greeting");
            }
            assertThat(run.scrape().sum("obs_agent_hook_errors_total", "hook", HOOK))
                    .isEqualTo(failures);
            assertThat(run.spans()).hasSize(switchedOff ? 1 : 2);
            assertThat(run.agentLines())
                    .filteredOn(line -> !line.contains("started"))
                    .hasSize(switchedOff ? 1 : 0)
                    .allMatch(line -> line.contains(HOOK) && line.contains("switched off"));
        }
    }

    /** Where the stack ends, within hooks and between them, nothing is left behind on the thread for its next request. */
    @Test
    void requestsAreRecordedAfterTheStackWasFull() {
        ForkedApp.Builder app = faults("DeepRequests")
                .env("OBS_EXPORTER_QUEUE_SIZE", "1000000")
                .jvmOptions("-Xss256k"); // each call that fits is a span that the collector has to read
        List<String> plain = AppRun.outputWithoutAgent(app);
        try (AppRun run = AppRun.withAgent(app)) {
            assertThat(run.output()).isEqualTo(plain);
            ReceivedSpan next = run.take(Kind.SERVER, "PUT /greeting");
            assertThat(next.isRoot()).isTrue();
            assertThat(run.take(Kind.CLIENT, "COMMIT").isChildOf(next)).isTrue();
        }
    }

    private static ForkedApp.Builder faults(String mainClass) {
        return AppRun.app("faults", "io.obsagent.verify.apps.faults." + mainClass);
    }
}

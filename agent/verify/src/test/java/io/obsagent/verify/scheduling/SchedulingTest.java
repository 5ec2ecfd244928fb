package io.obsagent.verify.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

/** Each run of a scheduled job is the root of a trace, and what it hands over belongs to it. */
class SchedulingTest {

    private static final String APP = "io.obsagent.verify.apps.scheduling.";

    @ParameterizedTest
    @LibraryVersions("quartz")
    void quartz(Library library) {
        try (AppRun run = start("QuartzMain", library)) {
            List<ReceivedSpan> jobs = jobs(run, "QuartzMain$Inserting.execute", 2);
            assertThat(jobs.get(0).traceId()).isNotEqualTo(jobs.get(1).traceId());
            List<ReceivedSpan> inserts = run.take(Kind.CLIENT, "INSERT run", 2);
            assertThat(jobs)
                    .allSatisfy(job -> assertThat(inserts)
                            .filteredOn(span -> span.isChildOf(job))
                            .hasSize(1));

            assertFailed(jobs(run, "QuartzMain$Failing.execute", 1).get(0), "org.quartz.JobExecutionException");
            run.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @LibraryVersions("spring-scheduling")
    void spring(Library library) {
        try (AppRun run = start("SpringMain", library)) {
            ReceivedSpan working = jobs(run, "SpringMain$Jobs.insert", 1).get(0);
            ReceivedSpan delegating = jobs(run, "SpringMain$Jobs.delegate", 1).get(0);
            List<ReceivedSpan> inserts = run.take(Kind.CLIENT, "INSERT run", 3);
            assertThat(inserts).filteredOn(span -> span.isChildOf(working)).hasSize(1);
            assertThat(inserts)
                    .as("asynchronous methods")
                    .filteredOn(span -> span.isChildOf(delegating))
                    .hasSize(2);

            assertFailed(jobs(run, "SpringMain$Jobs.fail", 1).get(0), "java.lang.IllegalStateException");
            run.assertNothingLeft();
        }
    }

    /** Starts the application and takes the span of its table. */
    private static AppRun start(String main, Library library) {
        ForkedApp.Builder app =
                AppRun.app("scheduling", APP + main, library).jvmOptions("-Dorg.quartz.scheduler.skipUpdateCheck=true");
        AppRun run = AppRun.withAgent(app);
        run.take(Kind.CLIENT, "CREATE TABLE run");
        return run;
    }

    private static List<ReceivedSpan> jobs(AppRun run, String name, int count) {
        List<ReceivedSpan> jobs = run.take(Kind.INTERNAL, name, count);
        assertThat(jobs)
                .allMatch(ReceivedSpan::isRoot)
                .allSatisfy(job -> assertThat(job.attributes()).containsEntry("code.function.name", APP + name));
        return jobs;
    }

    private static void assertFailed(ReceivedSpan job, String errorType) {
        assertThat(job.status()).isEqualTo(Status.ERROR);
        assertThat(job.attribute("error.type")).isEqualTo(errorType);
    }
}

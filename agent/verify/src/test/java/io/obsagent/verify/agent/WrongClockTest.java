package io.obsagent.verify.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.MetricFamily.Sample;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.verify.AppRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's clocks are set back, go ahead, take long to answer and go back, while requests are under way. */
class WrongClockTest {

    private static final String FAULTY_CLOCK = "io/obsagent/verify/apps/faults/FaultyClock";

    /** Methods that tell the time, by their class. */
    private static final Map<String, List<String>> CLOCKS =
            Map.of("java/lang/System", List.of("nanoTime", "currentTimeMillis"), "java/time/Instant", List.of("now"));

    /** Five requests with two calls each. */
    private static final int SPANS = 15;

    /** A clock is right within that. */
    private static final long ABOUT = TimeUnit.MINUTES.toNanos(10);

    @TempDir
    private Path directory;

    @Test
    void theApplicationGoesOnAndNothingLastsLessThanNoTime() throws Exception {
        ChangedJar jar = new ChangedJar();
        Map<String, Integer> asked = new HashMap<>();
        jar.change(writer -> new Clocks(writer, asked));
        assertThat(asked.keySet()).contains("nanoTime", "now");
        Path changedJar = jar.addFaults("FaultyClock").write(directory.resolve("clock-agent.jar"));

        ForkedApp.Builder app = AppRun.app("faults", "io.obsagent.verify.apps.faults.ClockRequests");
        List<String> plain = AppRun.outputWithoutAgent(app);
        try (AppRun run = AppRun.withAgent(app.jvmOptions("-Dfaulty.clock=true"), changedJar)) {
            assertThat(run.output()).isEqualTo(plain);

            List<ReceivedSpan> spans = awaitSpans(run);
            ReceivedSpan right = only(spans, "GET /greeting");
            ReceivedSpan ahead = only(spans, "POST /greeting");
            ReceivedSpan slow = only(spans, "PUT /greeting");
            ReceivedSpan back = only(spans, "DELETE /greeting");
            ReceivedSpan last = only(spans, "PATCH /greeting");
            assertThat(ahead.durationNanos()).isGreaterThan(TimeUnit.SECONDS.toNanos(31));
            assertThat(slow.durationNanos()).isGreaterThan(TimeUnit.SECONDS.toNanos(31));
            assertThat(back.durationNanos()).isZero();
            assertThat(last.durationNanos()).isBetween(0L, TimeUnit.SECONDS.toNanos(60));
            // what began before the clock was set back began when it began
            assertThat(ahead.startNanos()).isCloseTo(epochNanos(0), within(ABOUT));
            assertThat(last.startNanos()).isCloseTo(epochNanos(-1), within(ABOUT));

            assertThat(spans).allMatch(span -> span.durationNanos() >= 0);
            for (ReceivedSpan request : List.of(right, ahead, slow, back, last)) {
                assertThat(spans)
                        .filteredOn(span -> span.isChildOf(request))
                        .extracting(ReceivedSpan::name)
                        .containsExactlyInAnyOrder("COMMIT", "ROLLBACK");
            }
            PrometheusScrape scrape = run.scrape();
            assertThat(scrape.sum("obs_agent_hook_errors_total")).isZero();
            assertThat(scrape.families().stream().flatMap(family -> family.samples().stream()))
                    .isNotEmpty()
                    .filteredOn(sample -> sample.value() < 0)
                    .map(Sample::name)
                    .isEmpty();
            // half a minute passed at once, which may have been while the collector was to answer
            assertThat(run.agentLines())
                    .allMatch(line -> line.contains("started") || line.contains("OBS-042") || line.contains("OBS-043"));
        }
    }

    /** All spans, once each: what was on its way when half a minute passed is sent again. */
    private static List<ReceivedSpan> awaitSpans(AppRun run) throws InterruptedException {
        Map<String, ReceivedSpan> spans = new HashMap<>();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (spans.size() < SPANS && System.nanoTime() < end) {
            Thread.sleep(20);
            run.spans().forEach(span -> spans.put(span.spanId(), span));
        }
        assertThat(spans).hasSize(SPANS);
        return List.copyOf(spans.values());
    }

    private static ReceivedSpan only(List<ReceivedSpan> spans, String name) {
        return spans.stream()
                .filter(span -> span.kind() == Kind.SERVER && span.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + spans));
    }

    private static long epochNanos(int hours) {
        return TimeUnit.SECONDS.toNanos(Instant.now().getEpochSecond()) + TimeUnit.HOURS.toNanos(hours);
    }

    /** Lets a class ask the faulty clock in place of the JVM's, and notes what it asks. */
    private static final class Clocks extends ClassVisitor {
        private final Map<String, Integer> asked;

        Clocks(ClassVisitor next, Map<String, Integer> asked) {
            super(Opcodes.ASM9, next);
            this.asked = asked;
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9, super.visitMethod(access, name, type, signature, thrown)) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String called, String types, boolean isInterface) {
                    boolean clock = types.startsWith("()")
                            && CLOCKS.getOrDefault(owner, List.of()).contains(called);
                    if (clock) {
                        asked.merge(called, 1, Integer::sum);
                    }
                    super.visitMethodInsn(opcode, clock ? FAULTY_CLOCK : owner, called, types, isInterface);
                }
            };
        }
    }
}

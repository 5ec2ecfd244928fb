package io.obsagent.verify.kafka;

import static io.obsagent.testkit.ReceivedSpan.Kind.CONSUMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Records that a framework polls and hands to the application. */
class KafkaFrameworksTest {

    @TempDir
    private static Path directory;

    private static KafkaBrokers brokers;

    @BeforeAll
    static void makeBrokers() {
        brokers = new KafkaBrokers(directory);
    }

    @AfterAll
    static void stopBrokers() {
        brokers.close();
    }

    /** A record is processed when it goes through the topology, and not when it is put into the task's queue. */
    @ParameterizedTest
    @LibraryVersions("kafka-streams")
    void streams(Library library) {
        String prefix = prefix("streams", library);
        try (AppRun app = start("StreamsMain", library, prefix)) {
            KafkaRun run = new KafkaRun(app, prefix);
            run.send("end");
            List<ReceivedSpan> sends = run.sends("in", 3);
            List<ReceivedSpan> processes = run.processes("in", 3);
            assertParents(processes, sends);
            assertThat(processes.get(0).attributes())
                    .containsEntry("messaging.consumer.group.name", prefix + "streams")
                    .containsEntry("messaging.client.id", "verify-streams-StreamThread-1-consumer")
                    .containsEntry("messaging.kafka.message.key", "key1")
                    .containsEntry("messaging.kafka.offset", 0L);
            assertThat(processes)
                    .extracting(ReceivedSpan::status)
                    .containsExactly(Status.UNSET, Status.UNSET, Status.ERROR);
            List<ReceivedSpan> results = run.sends("out", 2);
            assertParents(results, processes.subList(0, 2));
            run.assertProcessed("out", results);
            run.takePolls("in");
            run.takePolls("out");
            assertThat(takeArrived(app, "commit " + prefix + "in")).allMatch(ReceivedSpan::isRoot);
            app.assertNothingLeft();
        }
    }

    @ParameterizedTest
    @LibraryVersions("spring-kafka")
    void spring(Library library) {
        String prefix = prefix("spring", library);
        try (AppRun app = start("SpringMain", library, prefix)) {
            KafkaRun run = new KafkaRun(app, prefix);
            run.send("end");
            records(run);
            batches(run);
            app.assertNothingLeft();
        }
    }

    /** Error handlers before 2.8 go on with the next record, later ones have what failed handed over again. */
    private static void records(KafkaRun run) {
        List<ReceivedSpan> sends = run.sends("record", 3);
        List<ReceivedSpan> processes = takeArrived(run.app(), "process " + run.prefix() + "record");
        assertThat(processes.size()).isBetween(3, 4);
        assertFirstFailureOf(processes, 1);
        assertThat(processes).allMatch(process -> sends.stream().anyMatch(process::isChildOf));
        assertThat(sends).allMatch(send -> processes.stream().anyMatch(process -> process.isChildOf(send)));
        assertParents(run.sends("by-record", processes.size()), processes);
        run.takePolls("record");
        assertThat(takeArrived(run.app(), "commit " + run.prefix() + "record"))
                .isNotEmpty()
                .allMatch(ReceivedSpan::isRoot);
    }

    /** A batch is processed as a whole, in a trace of its own that is linked to those of its records. */
    private static void batches(KafkaRun run) {
        List<ReceivedSpan> sends = run.sends("batch", 4);
        List<ReceivedSpan> processes = takeArrived(run.app(), "process " + run.prefix() + "batch");
        assertThat(processes.size()).isBetween(2, 3);
        assertFirstFailureOf(processes, 0);
        for (ReceivedSpan process : processes) {
            List<ReceivedSpan> batch =
                    process == processes.get(processes.size() - 1) ? sends.subList(3, 4) : sends.subList(0, 3);
            assertThat(process.isRoot()).isTrue();
            assertThat(process.kind()).isEqualTo(CONSUMER);
            assertThat(process.attributes()).containsEntry("messaging.batch.message_count", (long) batch.size());
            assertThat(process.links())
                    .extracting(ReceivedSpan.Link::spanId)
                    .containsExactlyElementsOf(ids(batch, ReceivedSpan::spanId));
        }
        assertParents(run.sends("by-batch", processes.size()), processes);
        run.takePolls("batch");
        assertThat(takeArrived(run.app(), "commit " + run.prefix() + "batch"))
                .isNotEmpty()
                .allMatch(ReceivedSpan::isRoot);
    }

    /** Newer versions wrap what a listener throws before anybody sees it. */
    private static void assertFirstFailureOf(List<ReceivedSpan> processes, int index) {
        for (int i = 0; i < processes.size(); i++) {
            String error = (String) processes.get(i).attribute("error.type");
            if (i == index) {
                assertThat(error)
                        .isIn(
                                "java.lang.IllegalStateException",
                                "org.springframework.kafka.listener.ListenerExecutionFailedException");
            } else {
                assertThat(error).isNull();
            }
        }
    }

    private static void assertParents(List<ReceivedSpan> children, List<ReceivedSpan> parents) {
        assertThat(ids(children, ReceivedSpan::parentSpanId)).isEqualTo(ids(parents, ReceivedSpan::spanId));
    }

    private static List<String> ids(List<ReceivedSpan> spans, Function<ReceivedSpan, String> id) {
        return spans.stream().map(id).toList();
    }

    /** Takes all spans of a name that are there, as they all are when the last one of the application is. */
    private static List<ReceivedSpan> takeArrived(AppRun app, String name) {
        List<ReceivedSpan> arrived =
                app.spans().stream().filter(span -> span.name().equals(name)).toList();
        if (arrived.isEmpty()) {
            return arrived;
        }
        Kind kind = arrived.get(0).kind();
        return app.take(kind, name, arrived.size());
    }

    private static AppRun start(String main, Library library, String prefix) {
        String address = brokers.forAnyClient().address();
        List<String> withoutAgent = AppRun.outputWithoutAgent(app(main, library, address, prefix + "plain-"));
        AppRun run = AppRun.withAgent(app(main, library, address, prefix));
        assertThat(run.output()).isEqualTo(withoutAgent);
        return run;
    }

    private static ForkedApp.Builder app(String main, Library library, String address, String prefix) {
        return AppRun.app("kafka", "io.obsagent.verify.apps.kafka." + main, library)
                .args(address, prefix, directory.resolve(prefix).toString());
    }

    private static String prefix(String what, Library library) {
        return what + "-" + library.version().replace('.', '-').toLowerCase() + "-";
    }
}

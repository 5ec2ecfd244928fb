package io.obsagent.verify.kafka;

import static io.obsagent.testkit.ReceivedSpan.Kind.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.TestedJava;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records sent, polled, processed and committed, against a real broker, as their spans and metrics tell them. */
class KafkaTest {

    @TempDir
    private static Path directory;

    private static KafkaBroker broker;

    @BeforeAll
    static void startBroker() {
        TestedJava.assumeAtLeast(11, "kafka-clients 4");
        broker = new KafkaBroker(directory);
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void recordsOfAllKinds() {
        verify("classic");
    }

    /** The other consumer that hides behind KafkaConsumer: a thread of its own sends its requests. */
    @Test
    @Tag("slow")
    void recordsOfAllKindsWithTheConsumerProtocol() {
        verify("consumer");
    }

    private static void verify(String protocol) {
        CompletableFuture<List<String>> withoutAgent =
                CompletableFuture.supplyAsync(() -> AppRun.outputWithoutAgent(app(protocol, protocol + "-plain-")));
        String prefix = protocol + "-";
        try (AppRun app = AppRun.withAgent(app(protocol, prefix))) {
            KafkaRun run = new KafkaRun(app, prefix);
            sent(run);
            sentAgain(run);
            sentFromCallback(run);
            iterated(run);
            run.batch("for-each", 3);
            run.batch("partition", 4);
            run.batch("topic", 3);
            run.batch("copied", 0);
            left(run);
            committed(run);
            behind(run);
            metrics(app.scrape(), prefix);
            List<String> expected = withoutAgent.join().stream()
                    .map(line -> line.replace("-plain-", "-"))
                    .toList();
            assertThat(app.output()).isEqualTo(expected);
            app.assertNothingLeft();
        }
    }

    private static ForkedApp.Builder app(String groupProtocol, String prefix) {
        return AppRun.app("kafka", "io.obsagent.verify.apps.kafka.Main").args(broker.address(), groupProtocol, prefix);
    }

    private static void sent(KafkaRun run) {
        List<ReceivedSpan> sends = run.sends("sent", 6);
        ReceivedSpan first = sends.get(0);
        assertThat(first.isRoot()).isTrue();
        assertThat(first.attributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "messaging.system", "kafka",
                        "messaging.operation.name", "send",
                        "messaging.operation.type", "send",
                        "messaging.destination.name", run.prefix() + "sent",
                        "messaging.destination.partition.id", "0",
                        "messaging.client.id", "verify-producer",
                        "messaging.kafka.message.key", "key",
                        "messaging.kafka.offset", 0L));
        assertThat(sends.get(1).attributes())
                .containsEntry("messaging.kafka.message.tombstone", true)
                .containsEntry("messaging.destination.partition.id", "0")
                .containsEntry("messaging.kafka.offset", 1L);
        assertError(sends.get(2), "org.apache.kafka.common.errors.RecordTooLargeException");
        assertError(sends.get(3), "org.apache.kafka.common.errors.RecordTooLargeException");
        assertError(sends.get(4), "org.apache.kafka.common.errors.SerializationException");
        assertError(sends.get(5), "java.lang.IllegalStateException");
    }

    /** A read-only record that carries the headers of another trace. */
    private static void sentAgain(KafkaRun run) {
        List<ReceivedSpan> sends = run.sends("again", 2);
        run.poll("again", sends);
        List<ReceivedSpan> processes = run.processes("again", 2);
        assertThat(processes.get(0).isChildOf(sends.get(0))).isTrue();
        assertThat(processes.get(1).isChildOf(sends.get(1))).isTrue();
    }

    /** The callback runs on the producer's thread, in the context of the sender. */
    private static void sentFromCallback(KafkaRun run) {
        run.poll("relayed", run.sends("relayed", 1));
        ReceivedSpan process = run.processes("relayed", 1).get(0);
        assertThat(run.send("relay").isChildOf(process)).isTrue();
        assertThat(run.send("in-callback").isChildOf(process)).isTrue();
    }

    private static void iterated(KafkaRun run) {
        List<ReceivedSpan> processes = run.batch("iterated", 3);
        for (int i = 0; i < 3; i++) {
            assertThat(run.send("iterated-key" + (i + 1)).isChildOf(processes.get(i)))
                    .isTrue();
        }
        assertThat(run.send("iterated-all").isRoot()).isTrue();
        assertThat(processes.get(1).attributes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "messaging.system",
                        "kafka",
                        "messaging.operation.name",
                        "process",
                        "messaging.operation.type",
                        "process",
                        "messaging.destination.name",
                        run.prefix() + "iterated",
                        "messaging.destination.partition.id",
                        "0",
                        "messaging.consumer.group.name",
                        "verify-group-" + run.prefix() + "iterated",
                        "messaging.client.id",
                        "verify-consumer-" + run.prefix() + "iterated",
                        "messaging.kafka.message.key",
                        "key2",
                        "messaging.kafka.offset",
                        1L,
                        "messaging.message.body.size",
                        6L));
    }

    /** A loop that was left does not reach beyond the next poll. */
    private static void left(KafkaRun run) {
        run.batch("left", 1);
        assertThat(run.send("left-before").isRoot()).isTrue();
    }

    private static void committed(KafkaRun run) {
        List<ReceivedSpan> processes = run.batch("committed", 3);
        List<ReceivedSpan> commits = run.commits("committed", 6);
        for (int i = 0; i < 3; i++) {
            assertThat(commits.get(i).isChildOf(processes.get(i))).isTrue();
        }
        for (ReceivedSpan commit : commits.subList(3, 6)) {
            assertThat(commit.isRoot()).isTrue();
            assertThat(commit.status()).isEqualTo(Status.UNSET);
            assertThat(commit.attributes())
                    .containsEntry("messaging.operation.type", "settle")
                    .containsEntry("messaging.consumer.group.name", "verify-group-" + run.prefix() + "committed");
        }
        // of a consumer that was closed before it had received anything
        assertError(run.app().take(CLIENT, "commit"), "java.lang.IllegalStateException");
    }

    private static void behind(KafkaRun run) {
        run.poll("behind", run.sends("behind", 3).subList(0, 1));
    }

    private static void assertError(ReceivedSpan span, String type) {
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.attribute("error.type")).isEqualTo(type);
    }

    private static void metrics(PrometheusScrape scrape, String prefix) {
        String topic = prefix + "iterated";
        assertThat(scrape.value("messaging_client_sent_messages_total", "messaging_destination_name", topic))
                .hasValue(3);
        assertThat(scrape.value(
                        "messaging_client_consumed_messages_total",
                        "messaging_destination_name",
                        topic,
                        "messaging_consumer_group_name",
                        "verify-group-" + topic))
                .hasValue(3);
        assertThat(scrape.value(
                        "messaging_process_duration_seconds_count",
                        "messaging_system",
                        "kafka",
                        "messaging_operation_name",
                        "process",
                        "messaging_destination_name",
                        topic,
                        "messaging_consumer_group_name",
                        "verify-group-" + topic))
                .hasValue(3);
        assertThat(scrape.labelValues("messaging_client_operation_duration_seconds_count", "messaging_operation_name"))
                .containsExactlyInAnyOrder("send", "poll", "commit");
        assertThat(scrape.value(
                        "messaging_client_sent_messages_total",
                        "messaging_destination_name",
                        prefix + "sent",
                        "error_type",
                        "org.apache.kafka.common.errors.RecordTooLargeException"))
                .hasValue(2);
        assertThat(scrape.value(
                        "messaging_kafka_consumer_lag",
                        "messaging_destination_name",
                        prefix + "behind",
                        "messaging_consumer_group_name",
                        "verify-group-" + prefix + "behind",
                        "messaging_client_id",
                        "verify-consumer-" + prefix + "behind"))
                .hasValue(2);
        // the other consumers are closed
        assertThat(scrape.samples("messaging_kafka_consumer_lag")).hasSize(1);
    }
}

package io.obsagent.verify.kafka;

import static io.obsagent.testkit.ReceivedSpan.Kind.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.PrometheusScrape;
import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import io.obsagent.verify.matrix.LibraryVersions;
import io.obsagent.verify.matrix.TestedJava;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** Records sent, polled, processed and committed, against a real broker, as their spans and metrics tell them. */
class KafkaTest {

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

    @ParameterizedTest
    @LibraryVersions("kafka-clients")
    void recordsOfAllKinds(Library client) {
        verify(client, "classic");
    }

    /** The other consumer that hides behind KafkaConsumer: a thread of its own sends its requests. */
    @Test
    @Tag("slow")
    void recordsOfAllKindsWithTheConsumerProtocol() {
        TestedJava.assumeAtLeast(11, "kafka-clients 4");
        verify(Libraries.newest("kafka-clients"), "consumer");
    }

    /** Clients from 4.0 on do not talk to such brokers any more. */
    @ParameterizedTest
    @LibraryVersions("kafka-clients")
    void recordsOfAFormatWithoutHeaders(Library client) {
        assumeFalse(client.isAtLeast("4.0"), "the client needs newer brokers");
        String address = brokers.withoutHeaders().address();
        String prefix = prefix(client, "old");
        List<String> withoutAgent =
                AppRun.outputWithoutAgent(app(client, "WithoutHeaders").args(address, prefix + "plain-"));
        try (AppRun app = AppRun.withAgent(app(client, "WithoutHeaders").args(address, prefix))) {
            assertThat(app.output()).isEqualTo(withoutAgent);
            KafkaRun run = new KafkaRun(app, prefix);
            List<ReceivedSpan> sends = run.sends("old", 3);
            assertThat(sends.subList(0, 2)).allMatch(span -> span.status() == Status.UNSET);
            SendingChecks.assertError(sends.get(2), "java.lang.IllegalArgumentException");
            assertThat(app.take(CLIENT, "poll " + prefix + "old").links()).isEmpty();
            assertThat(run.processes("old", 2)).allMatch(ReceivedSpan::isRoot);
            run.commits("old", 1);
            app.assertNothingLeft();
        }
    }

    private static void verify(Library client, String protocol) {
        String address = brokers.newestFor(client).address();
        String prefix = prefix(client, protocol);
        CompletableFuture<List<String>> withoutAgent = CompletableFuture.supplyAsync(
                () -> AppRun.outputWithoutAgent(app(client, "Main").args(address, protocol, prefix + "plain-")));
        try (AppRun app = AppRun.withAgent(app(client, "Main").args(address, protocol, prefix))) {
            KafkaRun run = new KafkaRun(app, prefix);
            SendingChecks.all(run, client);
            ReceivingChecks.all(run, client);
            if (protocol.equals("classic")) {
                ReceivingChecks.handedOver(run);
            }
            metrics(app.scrape(), prefix);
            List<String> expected = withoutAgent.join().stream()
                    .map(line -> line.replace("-plain-", "-"))
                    .toList();
            assertThat(app.output()).isEqualTo(expected);
            app.assertNothingLeft();
        }
    }

    private static String prefix(Library client, String what) {
        return what + "-" + client.version().replace('.', '-') + "-";
    }

    private static ForkedApp.Builder app(Library client, String main) {
        return AppRun.app("kafka", "io.obsagent.verify.apps.kafka." + main, client);
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

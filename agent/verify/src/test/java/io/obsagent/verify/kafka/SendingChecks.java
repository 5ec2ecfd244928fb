package io.obsagent.verify.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.matrix.Library;
import java.util.List;
import java.util.Map;

/** What the producers of the application sent, as their spans tell it. */
final class SendingChecks {

    private SendingChecks() {}

    static void all(KafkaRun run, Library client) {
        sent(run, client);
        sentAgain(run);
        sentFromCallback(run);
        intercepted(run);
        transactions(run);
        transformed(run);
    }

    private static void sent(KafkaRun run, Library client) {
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
        assertError(
                sends.get(5),
                client.isAtLeast("2.0")
                        ? "java.lang.IllegalStateException"
                        : "org.apache.kafka.common.errors.TimeoutException");
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

    /** The record that the interceptor made is what is sent; the batch that the interceptor made is what is received. */
    private static void intercepted(KafkaRun run) {
        List<ReceivedSpan> sends = run.sends("intercepted", 3);
        assertThat(sends)
                .extracting(span -> span.attribute("messaging.kafka.message.key"))
                .containsExactly("intercepted-key1", "intercepted-key2", "intercepted-key3");
        run.poll("intercepted", sends.subList(1, 3));
        run.assertProcessed("intercepted", sends.subList(1, 3));
        run.commits("intercepted", 1);
    }

    private static void transactions(KafkaRun run) {
        List<ReceivedSpan> sends = run.sends("transaction", 4);
        assertThat(sends).allMatch(span -> span.status() == Status.UNSET);
        run.assertProcessed("transaction", sends.subList(1, 4));
        run.takePolls("transaction");
    }

    /** Records that a transaction sends on, and whose offsets it commits; before that, the same in one that is aborted. */
    private static void transformed(KafkaRun run) {
        List<ReceivedSpan> taken = run.sends("taken", 3);
        run.polls("taken", List.of(taken, taken));
        List<ReceivedSpan> processes = run.processes("taken", 6);
        List<ReceivedSpan> given = run.sends("given", 6);
        for (int i = 0; i < 6; i++) {
            assertThat(processes.get(i).isChildOf(taken.get(i % 3))).isTrue();
            assertThat(given.get(i).isChildOf(processes.get(i))).isTrue();
            assertThat(given.get(i).status()).isEqualTo(Status.UNSET);
        }
        assertThat(run.app().output())
                .contains(
                        "committed by an aborted transaction = null",
                        "committed by a transaction = 3",
                        "given = [key1=given value1[], key2=given value2[], key3=given value3[]]");
        run.assertProcessed("given", given.subList(3, 6));
        run.takePolls("given");
    }

    static void assertError(ReceivedSpan span, String type) {
        assertThat(span.status()).isEqualTo(Status.ERROR);
        assertThat(span.attribute("error.type")).isEqualTo(type);
    }
}

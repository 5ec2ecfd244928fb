package io.obsagent.verify.kafka;

import static io.obsagent.testkit.ReceivedSpan.Kind.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Status;
import io.obsagent.verify.matrix.Library;
import java.util.List;
import java.util.Map;

/** What the consumers of the application polled, processed and committed, as their spans tell it. */
final class ReceivingChecks {

    private static final int MOST_LINKS = 128;

    private ReceivingChecks() {}

    static void all(KafkaRun run, Library client) {
        iterated(run);
        run.batch("for-each", 3);
        run.batch("partition", 4);
        run.batch("topic", 3);
        run.batch("copied", 0);
        left(run);
        committed(run);
        behind(run);
        if (!client.isAtLeast("4.0")) {
            run.batch("by-millis", 3);
        }
        if (client.isAtLeast("2.0")) {
            run.batch("by-duration", 3);
        }
        sought(run);
        paused(run);
        // the client's own commits are its business
        run.batch("by-itself", 3);
        large(run);
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
        SendingChecks.assertError(run.app().take(CLIENT, "commit"), "java.lang.IllegalStateException");
    }

    private static void behind(KafkaRun run) {
        run.poll("behind", run.sends("behind", 3).subList(0, 1));
    }

    private static void sought(KafkaRun run) {
        List<ReceivedSpan> sends = run.sends("sought", 3);
        run.polls("sought", List.of(sends, sends.subList(1, 3)));
        run.assertProcessed("sought", sends.subList(1, 3));
    }

    private static void paused(KafkaRun run) {
        List<ReceivedSpan> sends = run.sends("paused", 3);
        run.polls("paused", List.of(sends.subList(0, 1), sends.subList(1, 2)));
        run.assertProcessed("paused", sends.subList(0, 2));
    }

    /** More records than a span has links. */
    private static void large(KafkaRun run) {
        run.sends("large", 200);
        List<ReceivedSpan> polls = run.takePolls("large");
        assertThat(polls)
                .allSatisfy(poll -> assertThat((long) poll.links().size())
                        .isEqualTo(Math.min(MOST_LINKS, (long) poll.attribute("messaging.batch.message_count"))))
                .anyMatch(poll -> poll.links().size() == MOST_LINKS);
    }

    /** The listener of a rebalance runs within a poll, in which nothing is processed. */
    static void handedOver(KafkaRun run) {
        List<ReceivedSpan> sends = run.sends("handed-over", 4);
        run.assertProcessed("handed-over", sends);
        List<ReceivedSpan> polls = run.takePolls("handed-over");
        assertThat(polls)
                .extracting(poll -> poll.attribute("messaging.client.id"))
                .containsExactly("verify-member-2", "verify-member-1");
        assertThat(polls.get(1).links())
                .extracting(ReceivedSpan.Link::spanId)
                .containsExactly(sends.get(3).spanId());
        assertThat(run.commits("handed-over", 1)).allMatch(ReceivedSpan::isRoot);
        assertThat(run.send("revoked").isRoot()).isTrue();
    }
}

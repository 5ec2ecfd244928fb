package io.obsagent.verify.kafka;

import static io.obsagent.testkit.ReceivedSpan.Kind.CLIENT;
import static io.obsagent.testkit.ReceivedSpan.Kind.CONSUMER;
import static io.obsagent.testkit.ReceivedSpan.Kind.PRODUCER;
import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.verify.AppRun;
import java.util.List;

/** The spans of one run, asked for by topic; topics have the prefix of the run. */
record KafkaRun(AppRun app, String prefix) {

    /** The one sending to a topic. */
    ReceivedSpan send(String topic) {
        return sends(topic, 1).get(0);
    }

    List<ReceivedSpan> sends(String topic, int count) {
        return app.take(PRODUCER, "send " + prefix + topic, count);
    }

    List<ReceivedSpan> processes(String topic, int count) {
        return app.take(CONSUMER, "process " + prefix + topic, count);
    }

    List<ReceivedSpan> commits(String topic, int count) {
        return app.take(CLIENT, "commit " + prefix + topic, count);
    }

    /** Takes the one poll of a topic that brought something: records that were sent so, and linked in this order. */
    void poll(String topic, List<ReceivedSpan> sends) {
        polls(topic, List.of(sends));
    }

    /** Takes the polls of a topic that brought something, each with its records. */
    void polls(String topic, List<List<ReceivedSpan>> batches) {
        List<ReceivedSpan> polls = app.take(CLIENT, "poll " + prefix + topic, batches.size());
        for (int i = 0; i < polls.size(); i++) {
            List<ReceivedSpan> sends = batches.get(i);
            assertThat(polls.get(i).isRoot()).isTrue();
            assertThat(polls.get(i).attributes())
                    .containsEntry("messaging.operation.type", "receive")
                    .containsEntry("messaging.batch.message_count", (long) sends.size())
                    .containsEntry("messaging.consumer.group.name", "verify-group-" + prefix + topic)
                    .containsEntry("messaging.client.id", "verify-consumer-" + prefix + topic);
            assertThat(polls.get(i).links())
                    .extracting(ReceivedSpan.Link::spanId)
                    .containsExactlyElementsOf(
                            sends.stream().map(ReceivedSpan::spanId).toList());
        }
    }

    /** Takes all polls of a topic that have arrived: of records that need not come in one batch. */
    List<ReceivedSpan> takePolls(String topic) {
        String name = "poll " + prefix + topic;
        long count =
                app.spans().stream().filter(span -> span.name().equals(name)).count();
        List<ReceivedSpan> polls = app.take(CLIENT, name, (int) count);
        // whatever was processed before has left nothing behind, thrown or not
        assertThat(polls).allMatch(ReceivedSpan::isRoot);
        return polls;
    }

    /** Takes the processing of a topic's records: of these, in this order. */
    void assertProcessed(String topic, List<ReceivedSpan> sends) {
        assertThat(processes(topic, sends.size()))
                .extracting(ReceivedSpan::parentSpanId)
                .containsExactlyElementsOf(
                        sends.stream().map(ReceivedSpan::spanId).toList());
    }

    /** Three records that one poll brought, and what was processed of them: more than three when some were twice. */
    List<ReceivedSpan> batch(String topic, int processed) {
        List<ReceivedSpan> sends = sends(topic, 3);
        poll(topic, sends);
        List<ReceivedSpan> processes = processed == 0 ? List.of() : processes(topic, processed);
        for (ReceivedSpan process : processes) {
            assertThat(sends).anyMatch(process::isChildOf);
        }
        return processes;
    }
}

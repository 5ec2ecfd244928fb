package shop.demo;

import java.util.List;
import java.util.regex.Pattern;

/** What the brokers of a stack tell of themselves when asked with Kafka's own commands. */
final class Brokers {

    /** The commands are for people: without settings for the log, debugging is in between. */
    private static final String COMMAND = "java -Xmx128m -Dlogback.configurationFile=/etc/kafka/docker/logback.xml"
            + " -cp '/opt/kafka/libs/*' org.apache.kafka.tools.";

    private final ComposeStack stack;

    Brokers(ComposeStack stack) {
        this.stack = stack;
    }

    /** The lines about a topic: one with its settings, then one for each partition. */
    String describe(String topic) throws Exception {
        return stack.shell(
                "kafka-1", COMMAND + "TopicCommand --bootstrap-server kafka-1:9092 --describe --topic " + topic);
    }

    /** The numbers of the producers of a topic's messages, batch by batch, as a broker has them on its disk; -1 is none. */
    List<Long> producers(String topic) throws Exception {
        String batches = stack.shell(
                "kafka-1",
                COMMAND + "DumpLogSegments --files $(ls /var/lib/kafka/data/" + topic + "-*/*.log | paste -sd,)");
        return Pattern.compile("\\bproducerId: (-?\\d+)")
                .matcher(batches)
                .results()
                .map(result -> Long.valueOf(result.group(1)))
                .toList();
    }
}

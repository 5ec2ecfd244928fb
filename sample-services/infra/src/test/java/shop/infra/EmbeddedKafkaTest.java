package shop.infra;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    @TempDir
    Path temporary;

    @Test
    void takesRecordsAndLeavesNothingBehind() throws Exception {
        Path directory = temporary.resolve("kafka");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0, directory)) {
            assertThat(send(kafka.bootstrapServers()).offset()).isZero();
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void leavesADirectoryAloneThatHoldsSomething() throws Exception {
        Path precious = Files.createFile(temporary.resolve("precious"));
        assertThatThrownBy(() -> EmbeddedKafka.start(0, temporary))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("before it was ready");
        assertThat(precious).exists();
    }

    @Test
    void endsWithTheProcessThatStartedIt() throws Exception {
        Path directory = temporary.resolve("orphaned");
        Process starter = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = starter.inputReader()) {
            assertThat(output.readLine()).startsWith("127.0.0.1:");
            List<ProcessHandle> brokers = starter.children().toList();
            assertThat(brokers).hasSize(1);
            starter.destroyForcibly();
            brokers.get(0).onExit().get(60, SECONDS);
            assertThat(directory).doesNotExist();
        } finally {
            starter.destroyForcibly();
        }
    }

    /** Starts a broker and is killed. */
    static final class Starter {
        public static void main(String[] args) throws InterruptedException {
            System.out.println(EmbeddedKafka.start(0, Path.of(args[0])).bootstrapServers());
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static RecordMetadata send(String bootstrapServers) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>("greetings", "1", "hello"))
                    .get(30, SECONDS);
        }
    }
}

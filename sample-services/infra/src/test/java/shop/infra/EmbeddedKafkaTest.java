package shop.infra;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void runsInAJvmOfItsOwnUntilTerminated() throws Exception {
        Path directory = temporary.resolve("forked");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedKafka.class.getName(),
                        "0",
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            String line = output.readLine();
            assertThat(line).startsWith("ready 127.0.0.1:");
            assertThat(send(line.substring("ready ".length())).offset()).isZero();
            process.destroy();
            assertThat(process.waitFor(30, SECONDS)).isTrue();
            assertThat(directory).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void leavesADirectoryAloneThatHoldsSomething() throws Exception {
        Path precious = Files.createFile(temporary.resolve("precious"));
        assertThatThrownBy(() -> EmbeddedKafka.start(0, temporary))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(" is not empty");
        assertThat(precious).exists();
    }

    private static RecordMetadata send(String bootstrapServers) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>("greetings", "1", "hello"))
                    .get(30, SECONDS);
        }
    }
}

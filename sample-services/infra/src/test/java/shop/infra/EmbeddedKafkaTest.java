package shop.infra;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void leavesADirectoryAloneThatHoldsSomething() throws Exception {
        Path precious = Files.createFile(temporary.resolve("precious"));
        assertThatThrownBy(() -> EmbeddedKafka.start(0, temporary)).isInstanceOf(IllegalStateException.class);
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

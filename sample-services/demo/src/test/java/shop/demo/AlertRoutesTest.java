package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who is told what, and what is not told as something else stands for it: the project's alerts in a real Alertmanager with
 * the project's routes. Each test has services of its own.
 */
class AlertRoutesTest {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    private static Path directory;

    private static TelegramReceiver telegram;
    private static Alertmanager alertmanager;

    private final StackFiles files = new StackFiles(PROJECT);

    @BeforeAll
    static void start() throws Exception {
        telegram = TelegramReceiver.start("127.0.0.1", 0);
        alertmanager = Alertmanager.start(PROJECT, directory, telegram, new Ports().any());
    }

    @AfterAll
    static void stop() throws Exception {
        if (alertmanager != null) {
            alertmanager.close();
        }
        telegram.close();
    }

    @Test
    void ofACopyThatIsDownNothingElseIsTold() throws Exception {
        Alert down = alert("ServiceDown", "service", "till", "instance", "till-1");
        Alert same = alert("ConnectionPoolExhausted", "service", "till", "instance", "till-1");
        Alert other = alert("ConnectionPoolExhausted", "service", "till", "instance", "till-2");
        alertmanager.post(List.of(down.firing(), same.firing(), other.firing()));

        awaitInhibited(same, down);
        assertTold(down, other);
    }

    @Test
    void aCriticalAlertStandsForTheWarningsOfItsService() throws Exception {
        Alert errors = alert("ErrorRatioHigh", "service", "shelf", "work", "http");
        Alert same = alert("LatencyHigh", "service", "shelf", "work", "http");
        Alert other = alert("LatencyHigh", "service", "crate", "work", "http");
        Alert agent = alert("AgentLabelOverflow", "service", "shelf", "metric", "m", "label", "l");
        alertmanager.post(List.of(errors.firing(), same.firing(), other.firing(), agent.firing()));

        awaitInhibited(same, errors);
        assertTold(errors, other, agent);
    }

    @Test
    void ofTwoBurnRatesTheFastOneIsTold() throws Exception {
        Alert fast = alert("AvailabilityBudgetBurnsFast", "service", "scale", "slo", "availability", "window", "1h");
        Alert steady = alert("AvailabilityBudgetBurnsSteadily", "service", "scale", "slo", "availability");
        Alert latency = alert("LatencyBudgetBurnsSteadily", "service", "scale", "slo", "latency");
        alertmanager.post(List.of(fast.firing(), steady.firing(), latency.firing()));

        awaitInhibited(steady, fast);
        assertTold(fast, latency);
    }

    @Test
    void withoutBrokersWhatCannotBeSentIsNotTold() throws Exception {
        Alert broker = alert("KafkaBrokerMissing", "job", "kafka");
        List<Alert> following = List.of(
                alert("SendFailing", "service", "press", "messaging_destination_name", "t"),
                alert("OutboxGrowing", "service", "printer"),
                alert("KafkaUnderReplicated", "topic", "t"),
                alert("ScrapeFailing", "job", "kafka", "instance", "kafka-3"));
        Alert consumer = alert("ConsumerStalled", "service", "reader");
        Alert scrape = alert("ScrapeFailing", "job", "jaeger", "instance", "jaeger");
        List<Map<String, Object>> all = new ArrayList<>(List.of(broker.firing(), consumer.firing(), scrape.firing()));
        following.forEach(alert -> all.add(alert.firing()));
        alertmanager.post(all);

        for (Alert alert : following) {
            awaitInhibited(alert, broker);
        }
        assertTold(broker, consumer, scrape);
    }

    /** Two of one group: the message about the one shows that the other was left out of it. */
    @Test
    void whatIsInhibitedArrivesWhenItsSourceIsOver() throws Exception {
        Alert down = alert("ServiceDown", "service", "belt", "instance", "belt-1");
        alertmanager.post(List.of(down.firing()));
        awaitMessage(message -> message.contains(down.summary()));

        Alert same = alert("ConnectionPoolExhausted", "service", "belt", "instance", "belt-1");
        Alert other = alert("ConnectionPoolExhausted", "service", "belt", "instance", "belt-2");
        alertmanager.post(List.of(same.firing(), other.firing()));
        String first = awaitMessage(message -> message.contains(other.summary()));
        assertThat(first).doesNotContain(same.summary());

        alertmanager.post(List.of(down.over()));
        awaitMessage(message -> message.contains(same.summary()));
        awaitMessage(message -> message.contains("resolved: ServiceDown belt belt-1"));
    }

    @Test
    void copiesOfAServiceAreToldTogetherAndServicesApart() throws Exception {
        Alert one = alert("ServiceDown", "service", "rack", "instance", "rack-1");
        Alert two = alert("ServiceDown", "service", "rack", "instance", "rack-2");
        Alert elsewhere = alert("ServiceDown", "service", "cellar", "instance", "cellar-1");
        alertmanager.post(List.of(one.firing(), two.firing(), elsewhere.firing()));

        String together = awaitMessage(message -> message.contains(one.summary()) && message.contains(two.summary()));
        assertThat(together).doesNotContain(elsewhere.summary());
        awaitMessage(message -> message.contains(elsewhere.summary()));
        assertThat(group(one)).isEqualTo(Map.of("alertname", "ServiceDown", "service", "rack"));
    }

    @Test
    void exportersAndAgentsAreToldInOneMessageEach() throws Exception {
        Alert node = alert("ScrapeFailing", "job", "node", "instance", "node-exporter");
        Alert loki = alert("ScrapeFailing", "job", "loki", "instance", "loki");
        Alert first = alert("AgentMissing", "service", "lift", "instance", "lift-1");
        Alert second = alert("AgentMissing", "service", "door", "instance", "door-1");
        alertmanager.post(List.of(node.firing(), loki.firing(), first.firing(), second.firing()));

        awaitMessage(message -> message.contains(node.summary()) && message.contains(loki.summary()));
        awaitMessage(message -> message.contains(first.summary()) && message.contains(second.summary()));
        assertThat(group(loki)).isEqualTo(Map.of("alertname", "ScrapeFailing"));
        assertThat(group(second)).isEqualTo(Map.of("alertname", "AgentMissing"));
    }

    @Test
    void theWatchdogIsForNobody() throws Exception {
        Alert watchdog = alert("Watchdog");
        alertmanager.post(List.of(watchdog.firing()));
        assertThat(groupOf(watchdog).at("/receiver/name").asText()).isEqualTo("nobody");
    }

    /** An alert of the project with the severity it has there; the summary is made up of its labels. */
    private Alert alert(String name, String... labels) throws Exception {
        Map<String, String> all = new HashMap<>(Map.of("alertname", name));
        all.put(
                "severity",
                files.alerts().stream()
                        .filter(alert -> alert.path("alert").asText().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .at("/labels/severity")
                        .asText());
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return new Alert(all);
    }

    private record Alert(Map<String, String> labels) {

        String summary() {
            return "<" + labels.get("alertname") + " " + labels.get("service") + " " + labels.get("instance") + ">";
        }

        Map<String, Object> firing() {
            return Map.of("labels", labels, "annotations", Map.of("summary", summary()));
        }

        Map<String, Object> over() {
            return Map.of("labels", labels, "endsAt", Instant.now().toString());
        }

        boolean is(JsonNode alert) {
            return labels.entrySet().stream()
                    .allMatch(label ->
                            alert.path("labels").path(label.getKey()).asText().equals(label.getValue()));
        }
    }

    private static void awaitInhibited(Alert alert, Alert by) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            JsonNode found = find(alert);
            String source = find(by).path("fingerprint").asText("none");
            if (found.at("/status/inhibitedBy").toString().contains('"' + source + '"')) {
                assertThat(found.at("/status/state").asText()).isEqualTo("suppressed");
                return;
            }
            assertThat(System.nanoTime()).as(alert + ": " + found).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static void assertTold(Alert... alerts) throws Exception {
        for (Alert alert : alerts) {
            assertThat(find(alert).at("/status/inhibitedBy"))
                    .as(alert.toString())
                    .isEmpty();
            assertThat(groupOf(alert).at("/receiver/name").asText()).isEqualTo("telegram");
        }
    }

    /** Missing if Alertmanager does not have it. */
    private static JsonNode find(Alert alert) throws Exception {
        return StreamSupport.stream(alertmanager.alerts().spliterator(), false)
                .filter(alert::is)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static Map<String, String> group(Alert alert) throws Exception {
        Map<String, String> labels = new HashMap<>();
        groupOf(alert)
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }

    private static JsonNode groupOf(Alert alert) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            JsonNode groups = alertmanager.groups();
            for (JsonNode group : groups) {
                for (JsonNode one : group.path("alerts")) {
                    if (alert.is(one)) {
                        return group;
                    }
                }
            }
            assertThat(System.nanoTime()).as(alert + " is in none of " + groups).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private static String awaitMessage(Predicate<String> wanted) throws Exception {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            for (String message : telegram.messages()) {
                if (wanted.test(message)) {
                    return message;
                }
            }
            assertThat(System.nanoTime())
                    .as(telegram.messages() + "\n" + alertmanager.output())
                    .isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}

package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong with a service arrives as a message, and its end does, too: real services, a real Prometheus, a real
 * Alertmanager with the project's routes, and a receiver that speaks Telegram's bot API.
 */
@Tag("slow")
class AlertingTest {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    @Test
    void troubleArrivesAsAMessageAndSoDoesItsEnd() throws Exception {
        Tool.require(PROJECT, "prometheus");
        Tool.require(PROJECT, "prometheus-alertmanager");
        assumeTrue(Files.exists(PROJECT.resolve("sample-services/cart/target/cart.jar")), "the services are not built");
        Ports ports = new Ports();
        int alertmanagerPort = ports.near(9093);
        Options options = new Options(0, true, true, directory);
        try (TelegramReceiver telegram = TelegramReceiver.start("127.0.0.1", 0);
                Workspace workspace = Workspace.create();
                Alertmanager alertmanager =
                        Alertmanager.start(PROJECT, workspace.directory("alertmanager"), telegram, alertmanagerPort);
                Estate estate = new Estate(PROJECT, options, workspace, directory)) {
            estate.start(new Progress(new Terminal()));
            try (Prometheus prometheus = Prometheus.start(
                    PROJECT, workspace.directory("prometheus"), estate, ports.near(9090), alertmanagerPort)) {
                stopLoms(estate, telegram);
                raiseErrorRate(estate, telegram);
                assertThat(telegram.messages()).noneMatch(message -> message.contains("Watchdog"));
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + alertmanager.output(), e);
            }
        }
    }

    private static void stopLoms(Estate estate, TelegramReceiver telegram) throws Exception {
        estate.service("loms").app().stop(Duration.ofSeconds(20));
        String message = await(telegram, "loms is down", () -> {});
        assertThat(message).contains("Prometheus cannot scrape", "docs/runbooks.md#servicedown");
        estate.restart("loms");
        await(telegram, "resolved: ServiceDown loms", () -> {});
    }

    private static void raiseErrorRate(Estate estate, TelegramReceiver telegram) throws Exception {
        ShopClient client = estate.client();
        client.failingProduct(0.5);
        await(telegram, "product's http work fails", () -> client.browse(1001));
        client.failingProduct(0);
        await(telegram, "resolved: ErrorRatioHigh product", () -> client.browse(1001));
    }

    private interface Load {
        void once() throws InterruptedException;
    }

    private static String await(TelegramReceiver telegram, String text, Load load) throws InterruptedException {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            for (String message : telegram.messages()) {
                if (message.contains(text)) {
                    return message;
                }
            }
            load.once();
            Thread.sleep(50);
        }
        throw new AssertionError("no message \"" + text + "\" among " + telegram.messages());
    }
}

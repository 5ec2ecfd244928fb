package io.obsagent.verify.kafka;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.testkit.FreePort;
import io.obsagent.verify.matrix.Library;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Kafka's own broker in a JVM of its own, one node on 127.0.0.1, with a ZooKeeper where it needs one; topics have one
 * partition, made on first use.
 */
final class KafkaBroker implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Library version;
    private final Path directory;
    private final int port = FreePort.next();
    private final Deque<ForkedApp> apps = new ArrayDeque<>();

    private KafkaBroker(Library version, Path directory) {
        this.version = version;
        this.directory = directory;
    }

    /** @param directory for the settings and the data */
    static KafkaBroker start(Library version, Path directory) {
        KafkaBroker broker = new KafkaBroker(version, directory.resolve(version.version()));
        try {
            Files.createDirectories(broker.directory);
            if (version.isAtLeast("3.3")) {
                broker.startAlone();
            } else {
                broker.startWithZooKeeper();
            }
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Throwable failure) {
            broker.close();
            throw failure;
        }
    }

    /** The {@code bootstrap.servers} of clients. */
    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        while (!apps.isEmpty()) {
            apps.pop().close();
        }
    }

    private void startAlone() {
        int controllerPort = FreePort.next();
        Path settings = settings(
                "process.roles=broker,controller",
                "node.id=1",
                "listeners=CLIENT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners=CLIENT://127.0.0.1:" + port,
                "listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name=CLIENT",
                "controller.listener.names=CONTROLLER",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "group.initial.rebalance.delay.ms=0",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=1");
        String clusterId = "AAAAAAAAAAAAAAAAAAAAAA";
        try (ForkedApp format = java("kafka.tools.StorageTool")
                .args("format", "-t", clusterId, "-c", settings.toString())
                .start()) {
            format.awaitExit(TIMEOUT);
        }
        run("kafka.Kafka", settings, port);
    }

    private void startWithZooKeeper() {
        int zooKeeperPort = FreePort.next();
        Path zooKeeper = write(
                "zookeeper.properties",
                Stream.of(
                        "dataDir=" + directory.resolve("zookeeper"),
                        "clientPort=" + zooKeeperPort,
                        "clientPortAddress=127.0.0.1"));
        run("org.apache.zookeeper.server.quorum.QuorumPeerMain", zooKeeper, zooKeeperPort);
        Path settings = settings(
                "broker.id=1",
                "listeners=PLAINTEXT://127.0.0.1:" + port,
                "zookeeper.connect=127.0.0.1:" + zooKeeperPort);
        run("kafka.Kafka", settings, port);
    }

    private Path settings(String... own) {
        Stream<String> common = Stream.of(
                "log.dirs=" + directory.resolve("data"),
                "num.partitions=1",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=1",
                "log.cleaner.dedupe.buffer.size=4194304");
        return write("server.properties", Stream.concat(common, Stream.of(own)));
    }

    private Path write(String file, Stream<String> lines) {
        try {
            return Files.write(directory.resolve(file), lines.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String mainClass, Path settings, int portOfApp) {
        ForkedApp app =
                java(mainClass).jvmOptions("-Xmx300m").args(settings.toString()).start();
        apps.push(app);
        awaitPort(app, portOfApp);
    }

    /** On the Java of the tests, which is new enough for all and old enough, whatever the clients run on. */
    private ForkedApp.Builder java(String mainClass) {
        ForkedApp.Builder java = ForkedApp.builder()
                .java(Path.of(System.getProperty("java.home"), "bin", "java"))
                .mainClass(mainClass);
        version.addTo(java);
        return java;
    }

    private void awaitPort(ForkedApp app, int awaited) {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < end && app.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", awaited), 1000);
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        List<ForkedApp.Line> lines = app.lines();
        throw new AssertionError(version + " does not listen: " + lines);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

package io.obsagent.verify.kafka;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Kafka's own broker in a JVM of its own, one node on 127.0.0.1; topics have one partition, made on first use. */
final class KafkaBroker implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final int port = AppRun.freePort();
    private final ForkedApp app;

    /** @param directory empty, for the settings and the data */
    KafkaBroker(Path directory) {
        Path settings = directory.resolve("server.properties");
        int controllerPort = AppRun.freePort();
        try {
            Files.write(
                    settings,
                    List.of(
                            "process.roles=broker,controller",
                            "node.id=1",
                            "listeners=CLIENT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                            "advertised.listeners=CLIENT://127.0.0.1:" + port,
                            "listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                            "inter.broker.listener.name=CLIENT",
                            "controller.listener.names=CONTROLLER",
                            "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                            "log.dirs=" + directory.resolve("data"),
                            "num.partitions=1",
                            "offsets.topic.replication.factor=1",
                            "offsets.topic.num.partitions=1",
                            "group.initial.rebalance.delay.ms=0",
                            "log.cleaner.dedupe.buffer.size=4194304"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String clusterId = "AAAAAAAAAAAAAAAAAAAAAA";
        try (ForkedApp format = tool("kafka.tools.StorageTool")
                .args("format", "-t", clusterId, "-c", settings.toString())
                .start()) {
            format.awaitExit(TIMEOUT);
        }
        app = tool("kafka.Kafka")
                .jvmOptions("-Xmx300m")
                .args(settings.toString())
                .start();
        awaitPort();
    }

    /** On the Java of the tests, which is new enough, whatever the clients run on. */
    private static ForkedApp.Builder tool(String mainClass) {
        return AppRun.app("kafka-broker", mainClass).java(Path.of(System.getProperty("java.home"), "bin", "java"));
    }

    /** The {@code bootstrap.servers} of clients. */
    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        app.close();
    }

    private void awaitPort() {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() < end && app.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        List<ForkedApp.Line> lines = app.lines();
        close();
        throw new AssertionError("the broker does not listen: " + lines);
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

package shop.infra;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker of one node (KRaft, broker and controller in one) on 127.0.0.1, in a JVM of its own. Topics are
 * created on first use, with three partitions.
 */
public final class KafkaBroker {
    static final String READY = "ready ";

    private static final String HOST = "127.0.0.1";
    private static final int NODE_ID = 1;

    private KafkaBroker() {}

    /**
     * Runs a broker until SIGTERM, or until the process that started this one has ended; its directory is deleted then.
     * Prints one line, {@code ready HOST:PORT}, when it takes requests.
     *
     * @param args where clients connect, 0 for any free port; and the directory of the broker's data, which must be empty
     *             or absent
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: KafkaBroker PORT DIRECTORY");
            System.exit(2);
        }
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "kafka-broker-logback.xml");
        }
        // first of all: who asks later is told another process
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        int port = args[0].equals("0") ? freePort() : Integer.parseInt(args[0]);
        Path directory = Path.of(args[1]);
        Files.createDirectories(directory);
        Directories.requireEmpty(directory);
        AtomicReference<KafkaRaftServer> started = new AtomicReference<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started.get(), directory), "kafka-stop"));
        try {
            started.set(start(port, directory));
        } catch (Throwable failure) {
            failure.printStackTrace();
            System.exit(1); // threads of Kafka's go on
        }
        System.out.println(READY + HOST + ":" + port);
        started.get().awaitShutdown();
    }

    private static KafkaRaftServer start(int port, Path directory) throws IOException {
        KafkaConfig config = new KafkaConfig(settings(port, freePort(), directory));
        format(directory);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return server;
    }

    private static void stop(KafkaRaftServer server, Path directory) {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
        Directories.delete(directory);
    }

    private static Map<String, String> settings(int clientPort, int controllerPort, Path directory) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE_ID));
        settings.put(
                "listeners", "CLIENT://" + HOST + ":" + clientPort + ",CONTROLLER://" + HOST + ":" + controllerPort);
        settings.put("advertised.listeners", "CLIENT://" + HOST + ":" + clientPort);
        settings.put("listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort);
        settings.put("log.dirs", directory.toString());
        settings.put("num.partitions", "3");
        // one node: nothing to replicate to, and no reason to wait for more members of a group
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // 128 MB by default
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 * 1024 * 1024));
        return settings;
    }

    private static void format(Path directory) throws IOException {
        try {
            new Formatter()
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setDirectories(List.of(directory.toString()))
                    .setMetadataLogDirectory(directory.toString())
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot format " + directory, e);
        }
    }

    /** None of those that the system gives to whoever asks for any: clients that come back would take it in between. */
    private static int freePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(16_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                if (attempt == 100) {
                    throw taken;
                }
            }
        }
    }
}

package io.obsagent.verify.kafka;

import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Brokers of the ages that the clients under test talk to, each started when it is first asked for. */
final class KafkaBrokers implements AutoCloseable {

    private final Path directory;
    private final Map<Library, KafkaBroker> running = new HashMap<>();

    KafkaBrokers(Path directory) {
        this.directory = directory;
    }

    /** The newest broker that understands a client: those from 4.0 on understand none before 2.1. */
    KafkaBroker newestFor(Library client) {
        return broker(client.isAtLeast("2.1") ? "4" : "3");
    }

    /** A broker that understands every client. */
    KafkaBroker forAnyClient() {
        return broker("3");
    }

    /** A broker from before records had headers. */
    KafkaBroker withoutHeaders() {
        return broker("0.10");
    }

    @Override
    public void close() {
        running.values().forEach(KafkaBroker::close);
    }

    private KafkaBroker broker(String line) {
        Library version = Libraries.all("kafka-broker").stream()
                .filter(each -> each.version().startsWith(line + "."))
                .findFirst()
                .orElseThrow();
        return running.computeIfAbsent(version, each -> KafkaBroker.start(each, directory));
    }
}

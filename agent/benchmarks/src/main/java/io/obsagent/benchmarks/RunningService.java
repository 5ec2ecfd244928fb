package io.obsagent.benchmarks;

import io.obsagent.benchmarks.http.HttpConnection;
import io.obsagent.benchmarks.http.Load;
import io.obsagent.benchmarks.jvm.Jvm;
import io.obsagent.benchmarks.jvm.SinkProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service under one agent, with a collector of its own, and ready for requests. Used by one thread. */
final class RunningService implements AutoCloseable {

    private static final long POLL_MILLIS = 5;
    private static final double START_TIMEOUT_SECONDS = 120;

    /** All of it resident from the start: how far a heap has grown by chance says nothing about an agent. */
    private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");

    private final AgentKind agent;
    private final int metricsPort;
    private final Load load;
    private final WorkDirectory directory;
    private final SinkProcess sink;
    private final Jvm jvm;
    private Scraper scraper;

    /** Starts it and waits for its first answer. */
    RunningService(Layout layout, Subject subject, AgentKind agent) throws Exception {
        this.agent = agent;
        int port = Ports.free();
        metricsPort = Ports.free();
        load = new Load(port);
        directory = WorkDirectory.create(layout.work());
        sink = new SinkProcess(layout.benchmarks());
        List<String> arguments = new ArrayList<>(agent.options(layout, sink.port(), metricsPort, directory.path()));
        arguments.addAll(HEAP);
        subject.arguments().forEach(argument -> arguments.add(withPort(argument, port)));
        Map<String, String> environment = new HashMap<>();
        subject.environment().forEach((key, value) -> environment.put(key, withPort(value, port)));
        jvm = Jvm.start(
                arguments, environment, layout.work().resolve(subject.name().replace(' ', '-') + "-" + agent + ".log"));
        try {
            awaitAnswer(port, subject.readyPath());
        } catch (IOException e) {
            close();
            throw new IOException(subject.name() + " does not start, see its log in " + layout.work(), e);
        }
    }

    private static String withPort(String text, int port) {
        return text.replace(Subject.PORT, String.valueOf(port));
    }

    private void awaitAnswer(int port, String path) throws IOException, InterruptedException {
        byte[] request = HttpConnection.get(path);
        while (true) {
            try (HttpConnection connection = new HttpConnection(port)) {
                if (connection.send(request)) {
                    return;
                }
            } catch (IOException notYet) {
                if (!jvm.isAlive() || jvm.ageSeconds() > START_TIMEOUT_SECONDS) {
                    throw notYet;
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    AgentKind agent() {
        return agent;
    }

    Jvm jvm() {
        return jvm;
    }

    /** To ask the service with. */
    Load load() {
        return load;
    }

    SinkProcess sink() {
        return sink;
    }

    /** Has /metrics read from now on, if the agent serves it. */
    void scrape() {
        scraper = agent.servesMetrics() ? new Scraper(metricsPort) : null;
    }

    void scrapeNoMore() {
        if (scraper != null) {
            scraper.close();
            scraper = null;
        }
    }

    @Override
    public void close() throws IOException {
        scrapeNoMore();
        jvm.close();
        sink.close();
        directory.close();
    }
}

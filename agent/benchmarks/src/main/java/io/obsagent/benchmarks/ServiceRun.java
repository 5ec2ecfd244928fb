package io.obsagent.benchmarks;

import io.obsagent.benchmarks.Subject.Request;
import io.obsagent.benchmarks.http.HttpConnection;
import io.obsagent.benchmarks.http.Latencies;
import io.obsagent.benchmarks.http.Load;
import io.obsagent.benchmarks.jvm.Jvm;
import io.obsagent.benchmarks.jvm.ProcFs;
import io.obsagent.benchmarks.jvm.SinkProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a service under one agent, in the order in which measuring disturbs least: start, CPU and latency under load
 * at a fixed rate, memory, idle CPU, and at last what needs a probe in the JVM.
 */
final class ServiceRun {

    /** Agents send what they have once a second; after this nothing is on its way any more. */
    private static final long SETTLE_MILLIS = 2_500;

    private static final int ALLOCATION_REQUESTS = 3_000;
    private static final int CAPACITY_REQUESTS = 10_000;
    private static final long POLL_MILLIS = 5;
    private static final double START_TIMEOUT_SECONDS = 120;
    /** Of what the service can do without an agent: half the machine, client included, is idle then under any agent. */
    private static final double LOAD = 0.25;

    /** All of it resident from the start: how far a heap has grown by chance says nothing about an agent. */
    private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");

    private final Layout layout;
    private final Options options;
    private final Subject subject;
    private final Results results;
    private final ServiceRows rows;
    private final Map<Request, Double> ratesPerSecond = new LinkedHashMap<>();

    ServiceRun(Layout layout, Options options, Subject subject, Results results) {
        this.layout = layout;
        this.options = options;
        this.subject = subject;
        this.results = results;
        rows = new ServiceRows(subject);
    }

    /** What happens to the service once it is up for the first time. */
    interface Preparation {
        void run() throws Exception;
    }

    /**
     * Runs the service without an agent to find out how much it can do.
     *
     * @return what it will be asked for, in words
     */
    String prepare(Preparation preparation) throws Exception {
        int port = Ports.free();
        try (Jvm jvm = start(AgentKind.NONE, List.of(), port)) {
            awaitAnswer(jvm, port);
            preparation.run();
            warmUp(new Load(port));
            List<String> words = new ArrayList<>();
            for (Request request : subject.requests()) {
                double rate = LOAD * new Load(port).asFastAsPossible(request.path(), CAPACITY_REQUESTS);
                ratesPerSecond.put(request, rate);
                words.add(Math.round(rate) + "/s " + request.name());
            }
            return subject.name() + ": " + String.join(", ", words);
        }
    }

    /** One round under one agent. */
    void measure(AgentKind agent) throws Exception {
        int port = Ports.free();
        int metricsPort = Ports.free();
        try (WorkDirectory directory = WorkDirectory.create(layout.work());
                SinkProcess sink = new SinkProcess(layout.benchmarks());
                Jvm jvm = start(agent, agent.options(layout, sink.port(), metricsPort, directory.path()), port)) {
            awaitAnswer(jvm, port);
            double seconds = jvm.ageSeconds();
            double cpu = ProcFs.cpuSeconds(jvm.pid());
            results.add(rows.firstAnswer, agent, seconds);
            results.add(rows.cpuToFirstAnswer, agent, cpu);
            results.add(rows.classesAtFirstAnswer, agent, jvm.loadedClasses());
            Load load = new Load(port);
            try (AutoCloseable scraper = agent.servesMetrics() ? new Scraper(metricsPort) : () -> {}) {
                load(agent, jvm, sink, load);
                if (options.idleSeconds() > 0) {
                    results.add(rows.idleCpuScraped, agent, idleMillisPerSecond(jvm));
                }
            }
            if (options.idleSeconds() > 0) {
                idle(agent, jvm, sink, load);
            }
            for (Request request : subject.requests()) {
                results.add(rows.bytes(request), agent, bytesPerRequest(jvm, load, request) / 1000);
            }
        }
    }

    private void load(AgentKind agent, Jvm jvm, SinkProcess sink, Load load) throws Exception {
        warmUp(load);
        Thread.sleep(SETTLE_MILLIS);
        long spans = sink.spans();
        long expectedSpans = 0;
        ProcFs.MachineTime before = ProcFs.machineTime();
        for (Request request : subject.requests()) {
            expectedSpans += atFixedRate(agent, jvm, load, request);
        }
        results.add(rows.machineIdle, agent, ProcFs.machineTime().idleShareSince(before) * 100);
        Thread.sleep(SETTLE_MILLIS);
        results.add(rows.jit, agent, jitSeconds(jvm));
        if (agent != AgentKind.NONE) {
            results.add(rows.spans, agent, (sink.spans() - spans) / (double) expectedSpans);
        }
        results.add(rows.resident, agent, ProcFs.residentMiB(jvm.pid()));
        results.add(rows.classesAfterLoad, agent, jvm.loadedClasses());
        jvm.collectGarbage();
        double[] heapAndMetaspace = jvm.heapAndMetaspaceMiB();
        results.add(rows.heap, agent, heapAndMetaspace[0]);
        results.add(rows.metaspace, agent, heapAndMetaspace[1]);
    }

    private void idle(AgentKind agent, Jvm jvm, SinkProcess sink, Load load) throws Exception {
        results.add(rows.idleCpu, agent, idleMillisPerSecond(jvm));
        sink.close();
        load.asFastAsPossible(subject.requests().get(0).path(), 100);
        Thread.sleep(SETTLE_MILLIS);
        results.add(rows.idleCpuWithoutCollector, agent, idleMillisPerSecond(jvm));
    }

    /** Returns the number of spans that a recording agent has to send for it. */
    private long atFixedRate(AgentKind agent, Jvm jvm, Load load, Request request) throws IOException {
        double rate = ratesPerSecond.get(request);
        int requests = (int) (rate * options.loadSeconds());
        Map<String, Long> threadsBefore = options.byThread() ? ProcFs.threadNanosByName(jvm.pid()) : Map.of();
        double cpuBefore = cpuSecondsWithoutJit(jvm);
        Latencies latencies = load.atFixedRate(request.path(), rate, requests);
        double cpu = cpuSecondsWithoutJit(jvm) - cpuBefore;
        if (options.byThread()) {
            printThreads(agent, jvm, request, threadsBefore, requests);
        }
        results.add(rows.cpu(request), agent, cpu * 1e6 / requests);
        results.add(rows.p99(request), agent, latencies.percentileMillis(0.99));
        return (long) requests * request.spans();
    }

    /** The JIT compiler works on and off for minutes, for no request in particular, and has a row of its own. */
    private static double cpuSecondsWithoutJit(Jvm jvm) {
        return ProcFs.cpuSeconds(jvm.pid()) - jitSeconds(jvm);
    }

    private static double jitSeconds(Jvm jvm) {
        double nanos = 0;
        for (Map.Entry<String, Long> thread :
                ProcFs.threadNanosByName(jvm.pid()).entrySet()) {
            nanos += thread.getKey().matches("C[12] CompilerThre.*") ? thread.getValue() : 0;
        }
        return nanos / 1e9;
    }

    /** Tells the work of requests, of the agent's threads, of the JIT compiler and of the collector apart. */
    private static void printThreads(
            AgentKind agent, Jvm jvm, Request request, Map<String, Long> before, int requests) {
        System.out.printf("%s, %s: CPU a request by thread, \u00b5s%n", agent.label, request.name());
        ProcFs.threadNanosByName(jvm.pid()).forEach((thread, nanos) -> {
            double micros = (nanos - before.getOrDefault(thread, 0L)) / 1e3 / requests;
            if (micros >= 0.05) {
                System.out.printf("  %-16s %6.1f%n", thread, micros);
            }
        });
    }

    private double bytesPerRequest(Jvm jvm, Load load, Request request) throws IOException {
        jvm.allocatedBytes(layout.benchmarks());
        load.asFastAsPossible(request.path(), ALLOCATION_REQUESTS);
        long before = jvm.allocatedBytes(layout.benchmarks());
        load.asFastAsPossible(request.path(), ALLOCATION_REQUESTS);
        return (jvm.allocatedBytes(layout.benchmarks()) - before) / (double) ALLOCATION_REQUESTS;
    }

    private double idleMillisPerSecond(Jvm jvm) throws InterruptedException {
        Map<String, Long> before = new HashMap<>(ProcFs.threadNanos(jvm.pid()));
        Thread.sleep(options.idleSeconds() * 1000L);
        long nanos = 0;
        for (Map.Entry<String, Long> thread : ProcFs.threadNanos(jvm.pid()).entrySet()) {
            nanos += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return nanos / 1e6 / options.idleSeconds();
    }

    private void warmUp(Load load) throws IOException {
        for (Request request : subject.requests()) {
            load.asFastAsPossible(request.path(), options.warmUp());
        }
    }

    private Jvm start(AgentKind agent, List<String> agentOptions, int port) throws IOException {
        List<String> arguments = new ArrayList<>(agentOptions);
        arguments.addAll(HEAP);
        subject.arguments().forEach(argument -> arguments.add(withPort(argument, port)));
        Map<String, String> environment = new HashMap<>();
        subject.environment().forEach((key, value) -> environment.put(key, withPort(value, port)));
        return Jvm.start(
                arguments, environment, layout.work().resolve(subject.name().replace(' ', '-') + "-" + agent + ".log"));
    }

    private static String withPort(String text, int port) {
        return text.replace(Subject.PORT, String.valueOf(port));
    }

    private void awaitAnswer(Jvm jvm, int port) throws IOException, InterruptedException {
        byte[] request = HttpConnection.get(subject.readyPath());
        while (true) {
            try (HttpConnection connection = new HttpConnection(port)) {
                if (connection.send(request)) {
                    return;
                }
            } catch (IOException notYet) {
                if (!jvm.isAlive() || jvm.ageSeconds() > START_TIMEOUT_SECONDS) {
                    throw new IOException(subject.name() + " does not start, see its log in " + layout.work(), notYet);
                }
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}

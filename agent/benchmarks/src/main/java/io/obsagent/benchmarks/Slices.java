package io.obsagent.benchmarks;

import io.obsagent.benchmarks.Subject.Request;
import io.obsagent.benchmarks.http.Latencies;
import io.obsagent.benchmarks.jvm.ProcFs;
import io.obsagent.benchmarks.jvm.ThreadTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The load: services that run at the same time take turns of a second, so that each is compared with the one without agent
 * in the same half minute of a machine whose speed drifts. Used by one thread.
 */
final class Slices {

    /** Only then the latencies count: the first requests find their caches cold. */
    private static final double LEAD_IN_SECONDS = 0.25;

    private static final double MEASURED_SECONDS = 1;

    /** About, with what lies between them. */
    static final double SECONDS = LEAD_IN_SECONDS + MEASURED_SECONDS + 0.15;

    private final List<RunningService> services;
    private final Map<Request, Double> ratesPerSecond;
    private final Results results;
    private final ServiceRows rows;
    private final Random random;
    private final Map<Request, Map<AgentKind, Taken>> taken = new LinkedHashMap<>();
    private Slice last;
    private long expectedSpans;

    /** @param round of which these are: each has orders of its own */
    Slices(
            List<RunningService> services,
            Map<Request, Double> ratesPerSecond,
            Results results,
            ServiceRows rows,
            int round) {
        this.random = new Random(round);
        this.services = services;
        this.ratesPerSecond = ratesPerSecond;
        this.results = results;
        this.rows = rows;
    }

    /** All slices of one kind of request and agent together. */
    private static final class Taken {
        final List<Latencies> latencies = new ArrayList<>();
        final List<Double> machineIdle = new ArrayList<>();
        final Map<String, Long> threadNanos = new TreeMap<>();
        long requests;
    }

    /** One turn, of which the CPU is still being counted. */
    private record Slice(
            RunningService service, Request request, int requests, Latencies latencies, ThreadTimes before) {}

    /** One turn for each kind of request and each service, in random order. */
    void cycle() throws IOException {
        for (Request request : ratesPerSecond.keySet()) {
            List<RunningService> order = new ArrayList<>(services);
            Collections.shuffle(order, random);
            if (last != null && order.get(0) == last.service) {
                Collections.swap(order, 0, order.size() - 1); // still counts as idle after its last turn
            }
            for (RunningService service : order) {
                turn(service, request);
            }
            expectedSpans += (long) request.spans() * last.requests;
        }
    }

    /** The spans that the load so far makes a recording agent send. */
    long expectedSpans() {
        return expectedSpans;
    }

    /**
     * To be called when what has been recorded has been sent.
     *
     * @param byThread whether to print what each kind of thread took
     */
    void finish(boolean byThread) {
        endLast();
        taken.forEach((request, byAgent) -> byAgent.forEach((agent, all) -> {
            results.add(
                    rows.p99OfAll(request),
                    agent,
                    Latencies.merged(all.latencies).percentileMillis(0.99));
            if (byThread) {
                printThreads(agent, request, all);
            }
        }));
        taken.values()
                .forEach(byAgent -> byAgent.forEach((agent, all) ->
                        all.machineIdle.forEach(percent -> results.add(rows.machineIdle, agent, percent))));
    }

    private void turn(RunningService service, Request request) throws IOException {
        double rate = ratesPerSecond.get(request);
        int leadIn = (int) (rate * LEAD_IN_SECONDS);
        int measured = (int) (rate * MEASURED_SECONDS);
        ThreadTimes before = ThreadTimes.of(service.jvm().pid());
        ProcFs.MachineTime machineBefore = ProcFs.machineTime();
        service.load().atFixedRate(request.path(), rate, leadIn);
        Latencies latencies = service.load().atFixedRate(request.path(), rate, measured);
        double idle = ProcFs.machineTime().idleShareSince(machineBefore);
        endLast();
        last = new Slice(service, request, leadIn + measured, latencies, before);
        taken(last).latencies.add(latencies);
        taken(last).machineIdle.add(idle * 100);
    }

    /**
     * Counts the CPU up to now, a whole turn of another service later: by then the agent has sent what it recorded. The JIT
     * compiler works on and off for minutes, for no request in particular, and has a row of its own.
     */
    private void endLast() {
        if (last == null) {
            return;
        }
        Map<String, Long> nanos = ThreadTimes.of(last.service.jvm().pid()).since(last.before);
        long cpu = 0;
        for (Map.Entry<String, Long> thread : nanos.entrySet()) {
            cpu += ThreadTimes.isJit(thread.getKey()) ? 0 : thread.getValue();
            taken(last).threadNanos.merge(thread.getKey(), thread.getValue(), Long::sum);
        }
        taken(last).requests += last.requests;
        results.add(rows.cpu(last.request), last.service.agent(), cpu / 1e3 / last.requests);
        results.add(rows.p99(last.request), last.service.agent(), last.latencies.percentileMillis(0.99));
    }

    private Taken taken(Slice slice) {
        return taken.computeIfAbsent(slice.request, any -> new EnumMap<>(AgentKind.class))
                .computeIfAbsent(slice.service.agent(), any -> new Taken());
    }

    /** Tells the work of requests, of the agent's threads, of the JIT compiler and of the collector apart. */
    private static void printThreads(AgentKind agent, Request request, Taken all) {
        System.out.printf("%s, %s: CPU a request by thread, \u00b5s%n", agent.label, request.name());
        all.threadNanos.forEach((thread, nanos) -> {
            double micros = nanos / 1e3 / all.requests;
            if (micros >= 0.05) {
                System.out.printf("  %-16s %6.1f%n", thread, micros);
            }
        });
    }
}

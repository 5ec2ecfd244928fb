package io.obsagent.benchmarks;

import io.obsagent.benchmarks.Subject.Request;
import io.obsagent.benchmarks.http.Load;
import io.obsagent.benchmarks.jvm.ProcFs;
import io.obsagent.benchmarks.jvm.ThreadTimes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a service that runs under all agents at the same time, in the order in which measuring disturbs least: CPU and
 * latency under load at a fixed rate, memory, idle CPU, and at last what needs a probe in the JVMs.
 */
final class SideBySide {

    /** Agents send what they have once a second; after this nothing is on its way any more. */
    private static final long SETTLE_MILLIS = 2_500;

    private static final int ALLOCATION_REQUESTS = 3_000;
    private static final int CAPACITY_REQUESTS = 10_000;
    /** Of what the service can do without an agent: half the machine, client included, is idle then under any agent. */
    private static final double LOAD = 0.25;

    private final Layout layout;
    private final Options options;
    private final Subject subject;
    private final Results results;
    private final ServiceRows rows;
    private final Map<Request, Double> ratesPerSecond = new LinkedHashMap<>();

    SideBySide(Layout layout, Options options, Subject subject, Results results) {
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

    /** Is told how far the measurement is. */
    interface Progress {
        void done(Timetable.Step step, String what);
    }

    /**
     * Runs the service without an agent to find out how much it can do.
     *
     * @return what it will be asked for, in words
     */
    String prepare(Preparation preparation) throws Exception {
        try (RunningService service = new RunningService(layout, subject, AgentKind.NONE)) {
            preparation.run();
            warmUp(service.load());
            List<String> words = new ArrayList<>();
            for (Request request : subject.requests()) {
                double rate = LOAD * service.load().asFastAsPossible(request.path(), CAPACITY_REQUESTS);
                ratesPerSecond.put(request, rate);
                words.add(Math.round(rate) + "/s " + request.name());
            }
            return subject.name() + ": " + String.join(", ", words);
        }
    }

    /**
     * One round: starts all, measures, ends them.
     *
     * @param round counted from 1
     */
    void measure(int round, Progress progress) throws Exception {
        List<RunningService> services = new ArrayList<>();
        try {
            for (AgentKind agent : options.agents()) {
                RunningService service = new RunningService(layout, subject, agent);
                services.add(service);
                service.scrape();
                warmUp(service.load());
                progress.done(Timetable.Step.WARM_UP, agent.label + " is warm");
            }
            load(services, round, progress);
            memory(services);
            for (RunningService service : services) {
                for (Request request : subject.requests()) {
                    results.add(rows.bytes(request), service.agent(), bytesPerRequest(service, request) / 1000);
                }
            }
            progress.done(Timetable.Step.READINGS, "memory and allocation are read");
            if (options.isIdleIn(round)) {
                idle(services); // the collectors are gone after that
                progress.done(Timetable.Step.IDLE, "idle CPU is read");
            }
        } finally {
            for (RunningService service : services) {
                service.close();
            }
        }
    }

    private void warmUp(Load load) throws IOException {
        for (Request request : subject.requests()) {
            load.asFastAsPossible(request.path(), options.warmUp());
        }
    }

    private void load(List<RunningService> services, int round, Progress progress) throws Exception {
        Thread.sleep(SETTLE_MILLIS);
        Map<RunningService, Long> spansBefore = new HashMap<>();
        for (RunningService service : services) {
            spansBefore.put(service, service.sink().spans());
        }
        Slices slices = new Slices(services, ratesPerSecond, results, rows, round);
        for (int cycle = 1; cycle <= options.cycles(); cycle++) {
            slices.cycle();
            progress.done(Timetable.Step.CYCLE, "cycle " + cycle + " of " + options.cycles());
        }
        Thread.sleep(SETTLE_MILLIS);
        slices.finish(options.byThread());
        for (RunningService service : services) {
            results.add(
                    rows.jit,
                    service.agent(),
                    ThreadTimes.of(service.jvm().pid()).jitNanos() / 1e9);
            if (service.agent() != AgentKind.NONE) {
                long spans = service.sink().spans() - spansBefore.get(service);
                results.add(rows.spans, service.agent(), spans / (double) slices.expectedSpans());
            }
        }
    }

    private void memory(List<RunningService> services) throws IOException {
        for (RunningService service : services) {
            results.add(
                    rows.resident,
                    service.agent(),
                    ProcFs.residentMiB(service.jvm().pid()));
            results.add(rows.classesAfterLoad, service.agent(), service.jvm().loadedClasses());
            service.jvm().collectGarbage();
            double[] heapAndMetaspace = service.jvm().heapAndMetaspaceMiB();
            results.add(rows.heap, service.agent(), heapAndMetaspace[0]);
            results.add(rows.metaspace, service.agent(), heapAndMetaspace[1]);
        }
    }

    private void idle(List<RunningService> services) throws Exception {
        addIdle(rows.idleCpuScraped, services);
        services.forEach(RunningService::scrapeNoMore);
        addIdle(rows.idleCpu, services);
        for (RunningService service : services) {
            service.sink().close();
            service.load().asFastAsPossible(subject.requests().get(0).path(), 100);
        }
        Thread.sleep(SETTLE_MILLIS);
        addIdle(rows.idleCpuWithoutCollector, services);
    }

    private void addIdle(Row row, List<RunningService> services) throws InterruptedException {
        Map<RunningService, ThreadTimes> before = new HashMap<>();
        for (RunningService service : services) {
            before.put(service, ThreadTimes.of(service.jvm().pid()));
        }
        Thread.sleep(options.idleSeconds() * 1000L);
        for (RunningService service : services) {
            long nanos = ThreadTimes.of(service.jvm().pid()).since(before.get(service)).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            results.add(row, service.agent(), nanos / 1e6 / options.idleSeconds());
        }
    }

    private double bytesPerRequest(RunningService service, Request request) throws IOException {
        service.jvm().allocatedBytes(layout.benchmarks());
        service.load().asFastAsPossible(request.path(), ALLOCATION_REQUESTS);
        long before = service.jvm().allocatedBytes(layout.benchmarks());
        service.load().asFastAsPossible(request.path(), ALLOCATION_REQUESTS);
        return (service.jvm().allocatedBytes(layout.benchmarks()) - before) / (double) ALLOCATION_REQUESTS;
    }
}

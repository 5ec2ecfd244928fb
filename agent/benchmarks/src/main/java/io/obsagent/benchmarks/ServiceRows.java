package io.obsagent.benchmarks;

import io.obsagent.benchmarks.Subject.Request;

/** The rows of the report that are about one service, with the limits that the project has set itself. */
final class ServiceRows {

    private static final Limit START = new Limit.Share(0.10).and(new Limit.NotAbove(AgentKind.GLOWROOT));
    private static final Limit CLASSES = new Limit.Share(0.20);
    private static final Limit BYTES = new Limit.Share(0.20).and(new Limit.NotAbove(AgentKind.ELASTIC));
    private static final Limit IDLE = new Limit.Value(1);

    final Row firstAnswer;
    final Row cpuToFirstAnswer;
    final Row classesAtFirstAnswer;
    final Row classesAfterLoad;
    final Row jit;
    final Row resident;
    final Row heap;
    final Row metaspace;
    final Row idleCpu;
    final Row idleCpuScraped;
    final Row idleCpuWithoutCollector;
    final Row spans;
    final Row machineIdle;

    private final String name;

    ServiceRows(Subject subject) {
        name = subject.name();
        firstAnswer = Row.cost(name + ": time to first answer", "s", 2, START);
        cpuToFirstAnswer = Row.cost(name + ": CPU until then", "s", 2, START);
        classesAtFirstAnswer = Row.cost(name + ": classes loaded until then", "classes", 0, CLASSES);
        classesAfterLoad = Row.cost(name + ": classes loaded after the load", "classes", 0, CLASSES);
        jit = Row.cost(name + ": CPU of the JIT compiler until the end of the load", "s", 1, Limit.NONE);
        resident = Row.cost(name + ": resident set after the load", "MiB", 0, new Limit.Share(0.35));
        heap = Row.cost(name + ": heap after a collection", "MiB", 1, new Limit.Share(0.35));
        metaspace = Row.cost(name + ": metaspace", "MiB", 1, new Limit.Share(0.30));
        idleCpu = Row.cost(name + ": idle CPU, collector present", "ms/s", 1, IDLE);
        idleCpuWithoutCollector = Row.cost(name + ": idle CPU, collector absent", "ms/s", 1, IDLE);
        idleCpuScraped = Row.cost(name + ": idle CPU, scraped every 15 s", "ms/s", 1, Limit.NONE);
        machineIdle = Row.condition(name + ": idle part of the machine under the load", "%", 0);
        spans = Row.condition(name + ": spans received of those expected", "share", 3);
    }

    Row cpu(Request request) {
        return Row.cost(name + ", " + request.name() + ": CPU a request", "\u00b5s", 1, new Limit.Share(0.33));
    }

    Row bytes(Request request) {
        return Row.cost(name + ", " + request.name() + ": allocation a request", "KB", 2, BYTES);
    }

    /** Of each slice, compared with the one of the same cycle. */
    Row p99(Request request) {
        return Row.cost(name + ", " + request.name() + ": p99 at a fixed rate", "ms", 2, Limit.NOT_MEASURABLE);
    }

    Row p99OfAll(Request request) {
        return Row.condition(name + ", " + request.name() + ": p99 of all slices together", "ms", 2);
    }
}

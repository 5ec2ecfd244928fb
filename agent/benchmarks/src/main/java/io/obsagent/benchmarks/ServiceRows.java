package io.obsagent.benchmarks;

import io.obsagent.benchmarks.Subject.Request;

/** The rows of the report that are about one service, with the limits that the project has set itself. */
final class ServiceRows {

    final Row firstAnswer;
    final Row cpuToFirstAnswer;
    final Row classesAtFirstAnswer;
    final Row classesAfterLoad;
    final Row resident;
    final Row heap;
    final Row metaspace;
    final Row idleCpu;
    final Row idleCpuWithoutCollector;
    final Row spans;
    final Row machineIdle;

    private final String name;

    ServiceRows(Subject subject) {
        name = subject.name();
        firstAnswer = Row.limited(name + ": time to first answer", "s", 2, 0.10);
        cpuToFirstAnswer = Row.limited(name + ": CPU until then", "s", 2, 0.10);
        classesAtFirstAnswer = Row.limited(name + ": classes loaded until then", "classes", 0, 0.20);
        classesAfterLoad = Row.limited(name + ": classes loaded after the load", "classes", 0, 0.20);
        resident = Row.limited(name + ": resident set after the load", "MiB", 0, 0.35);
        heap = Row.limited(name + ": heap after a collection", "MiB", 1, 0.35);
        metaspace = Row.limited(name + ": metaspace", "MiB", 1, 0.30);
        idleCpu = Row.unlimited(name + ": idle CPU, collector present", "ms/s", 1);
        idleCpuWithoutCollector = Row.unlimited(name + ": idle CPU, collector absent", "ms/s", 1);
        machineIdle = Row.condition(name + ": idle part of the machine under the load", "%", 0);
        spans = Row.condition(name + ": spans received of those expected", "share", 3);
    }

    Row cpu(Request request) {
        return Row.limited(name + ", " + request.name() + ": CPU a request", "\u00b5s", 1, 0.33);
    }

    Row bytes(Request request) {
        return Row.limited(name + ", " + request.name() + ": allocation a request", "KB", 2, 0.20);
    }

    Row p99(Request request) {
        return Row.unlimited(name + ", " + request.name() + ": p99 at a fixed rate", "ms", 2);
    }
}

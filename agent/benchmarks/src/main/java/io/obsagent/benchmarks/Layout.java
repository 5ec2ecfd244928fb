package io.obsagent.benchmarks;

import java.nio.file.Path;

/** Where things lie in the checkout. */
record Layout(Path root) {

    private Path target() {
        return root.resolve("agent/benchmarks/target");
    }

    Path obsAgent() {
        return root.resolve("agent/dist/target/obs-agent.jar");
    }

    Path benchmarks() {
        return target().resolve("benchmarks.jar");
    }

    Path agents() {
        return target().resolve("agents");
    }

    Path springService() {
        return root.resolve("agent/benchmarks/service/target/benchmark-service.jar");
    }

    Path sample(String name) {
        return root.resolve("sample-services/" + name + "/target/" + name + ".jar");
    }

    /** For output of processes and all that is kept until the next run. */
    Path work() {
        return target().resolve("bench");
    }

    Path report() {
        return root.resolve("docs/benchmarks.md");
    }
}

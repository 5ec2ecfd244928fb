package io.obsagent.instrumentation.servlet;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The route of a request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RouteBenchmark {
    private final ServletMappings mappings =
            new ServletMappings("/shop", List.of("/", "/health", "/user/*", "/user/admin/*", "*.jsp"));

    @Benchmark
    public String byServletMapping() {
        return mappings.route("/user", "/4711/cart/1001");
    }

    @Benchmark
    public String byTemplate() {
        return RouteTemplate.withoutExpressions("/user/{id: [0-9]+}/cart/{sku}");
    }
}

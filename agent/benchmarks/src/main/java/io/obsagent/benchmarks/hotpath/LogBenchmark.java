package io.obsagent.benchmarks.hotpath;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.obsagent.api.Call;
import io.obsagent.api.Scope;
import io.obsagent.api.TelemetryHolder;
import io.obsagent.instrumentation.logging.LogbackHook;
import io.obsagent.telemetry.ObsTelemetry;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A Logback event within an operation, up to an appender that does nothing, with and without the hook. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LogBenchmark {
    private ObsTelemetry telemetry;

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("shop.cart");
    private final LogbackHook hook = new LogbackHook();
    private Scope scope;

    @Setup
    public void start() {
        telemetry = Requests.telemetry();
        context.setMDCAdapter(new LogbackMDCAdapter());
        TelemetryHolder.set(telemetry);
        scope = telemetry.serveHttp(Requests.http(null)).activate();
    }

    @TearDown
    public void stop() {
        scope.close();
        telemetry.close();
    }

    @Benchmark
    public Map<String, String> without() {
        return event().getMDCPropertyMap();
    }

    @Benchmark
    public Map<String, String> with() {
        LoggingEvent event = event();
        hook.before(new Call(logger, new Object[] {event}) {});
        return event.getMDCPropertyMap();
    }

    private LoggingEvent event() {
        return new LoggingEvent("shop.cart", logger, Level.INFO, "User {} listed the cart", null, new Object[] {7});
    }
}

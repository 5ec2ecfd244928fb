package io.obsagent.instrumentation.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Operation;
import io.obsagent.api.Scope;
import io.obsagent.api.Telemetry;
import io.obsagent.api.TelemetryHolder;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunningTest {

    private final Telemetry before = Telemetry.get();
    private Operation current;
    private int suspended;

    @BeforeEach
    void pretend() {
        TelemetryHolder.set((Telemetry) Proxy.newProxyInstance(
                Telemetry.class.getClassLoader(),
                new Class<?>[] {Telemetry.class},
                (proxy, method, args) -> method.getName().equals("currentContext") ? current : suspend()));
    }

    @AfterEach
    void restore() {
        TelemetryHolder.set(before);
    }

    @Test
    void aTaskOfNoTraceDoesNotFallIntoWhatWasLeftOnTheThread() {
        current = new Left();
        Running.begin(null);
        assertThat(suspended).isEqualTo(1);
        Running.end();
        assertThat(suspended).isZero();
    }

    @Test
    void nothingIsSuspendedWhereNothingWasLeft() {
        Running.begin(null);
        assertThat(suspended).isZero();
        Running.end();
    }

    private Scope suspend() {
        suspended++;
        return () -> suspended--;
    }

    /** Some operation. */
    private static final class Left extends Operation {
        @Override
        public Scope activate() {
            return Scope.NONE;
        }

        @Override
        protected Operation makeCurrent() {
            return null;
        }

        @Override
        protected void restore(Operation before) {}

        @Override
        public void inject(BiConsumer<String, String> carrier) {}

        @Override
        public Operation route(String route) {
            return this;
        }

        @Override
        public Operation status(int code) {
            return this;
        }

        @Override
        public Operation status(String code) {
            return this;
        }

        @Override
        public Operation requestBytes(long bytes) {
            return this;
        }

        @Override
        public Operation responseBytes(long bytes) {
            return this;
        }

        @Override
        public Operation rows(long rows) {
            return this;
        }

        @Override
        public Operation attribute(String key, String value) {
            return this;
        }

        @Override
        public Operation attribute(String key, long value) {
            return this;
        }

        @Override
        public Operation event(String name) {
            return this;
        }

        @Override
        public void end(Throwable error) {}

        @Override
        public void discard() {}

        @Override
        public String traceId() {
            return "";
        }

        @Override
        public String spanId() {
            return "";
        }

        @Override
        public String traceFlags() {
            return "";
        }
    }
}

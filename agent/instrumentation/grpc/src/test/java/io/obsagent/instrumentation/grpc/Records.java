package io.obsagent.instrumentation.grpc;

import io.obsagent.api.Operation;
import io.obsagent.api.RpcRequest;
import io.obsagent.api.Scope;
import io.obsagent.api.Snapshot;
import io.obsagent.api.Telemetry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A telemetry that keeps the calls it was told of. */
final class Records {

    final List<Recorded> calls = new CopyOnWriteArrayList<>();

    private final ThreadLocal<Recorded> current = new ThreadLocal<>();

    Telemetry telemetry() {
        return (Telemetry) Proxy.newProxyInstance(
                Records.class.getClassLoader(), new Class<?>[] {Telemetry.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "serveRpc":
                        case "callRpc":
                            Recorded call = new Recorded(method.getName(), (RpcRequest) args[0]);
                            calls.add(call);
                            return call;
                        case "current":
                            return current.get();
                        case "capture":
                            Recorded captured = current.get();
                            return captured == null ? null : (Snapshot) captured::activate;
                        case "isOn":
                            return true;
                        case "suspend":
                            return enter(null);
                        default:
                            throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    private Scope enter(Recorded call) {
        Recorded before = current.get();
        current.set(call);
        return () -> current.set(before);
    }

    /** A call, and how it ended. */
    final class Recorded extends Operation {
        final String side;
        final RpcRequest request;
        volatile String status;
        volatile Throwable error;
        volatile int ends;

        Recorded(String side, RpcRequest request) {
            this.side = side;
            this.request = request;
        }

        @Override
        public Scope activate() {
            return enter(this);
        }

        @Override
        protected Operation makeCurrent() {
            Operation before = current.get();
            current.set(this);
            return before;
        }

        @Override
        protected void restore(Operation before) {
            current.set((Recorded) before);
        }

        @Override
        public void inject(BiConsumer<String, String> carrier) {
            carrier.accept("traceparent", side);
        }

        @Override
        public Operation status(String code) {
            status = code;
            return this;
        }

        @Override
        public void end(Throwable thrown) {
            error = thrown;
            ends++;
        }

        @Override
        public Operation route(String route) {
            return this;
        }

        @Override
        public Operation status(int code) {
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

        @Override
        public String toString() {
            return side + " " + request.method() + " " + status + " x" + ends;
        }
    }
}

package io.obsagent.instrumentation.grpc;

import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.Status;
import io.obsagent.api.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * The attempts that the library makes of one call: more than one where a retry or a hedge follows the first. Thread safe, as
 * hedges run side by side.
 */
final class ClientAttempts extends ClientStreamTracer.Factory {

    /** The library caps attempts at 5; only transparent retries are more. */
    private static final int MAX_KEPT = 16;

    private Attempt first;

    /** Those after the first; null for almost all calls. */
    private List<Attempt> further;

    @Override
    public synchronized ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
        Attempt attempt = new Attempt();
        if (first == null) {
            first = attempt;
        } else {
            if (further == null) {
                further = new ArrayList<Attempt>(2);
            }
            if (further.size() < MAX_KEPT) {
                further.add(attempt);
            }
        }
        return attempt;
    }

    /** Tells the operation of the call, which is about to end, if there was more than one. */
    synchronized void tell(Operation operation) {
        if (further == null) {
            return;
        }
        first.tell(operation, 1);
        for (int i = 0; i < further.size(); i++) {
            further.get(i).tell(operation, i + 2);
        }
    }

    private static final class Attempt extends ClientStreamTracer {
        private final long startNanoTime = System.nanoTime();
        private volatile Status end;

        @Override
        public void streamClosed(Status status) {
            end = status;
        }

        void tell(Operation operation, int number) {
            operation.attempt(
                    number, startNanoTime, end == null ? null : end.getCode().name());
        }
    }
}

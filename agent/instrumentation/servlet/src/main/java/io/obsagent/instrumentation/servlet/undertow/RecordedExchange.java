package io.obsagent.instrumentation.servlet.undertow;

import io.obsagent.api.Failures;
import io.obsagent.api.Operation;
import io.undertow.conduits.ByteActivityCallback;
import io.undertow.conduits.BytesReceivedStreamSourceConduit;
import io.undertow.server.ConduitWrapper;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.ResponseCommitListener;
import io.undertow.util.ConduitFactory;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import org.xnio.conduits.StreamSourceConduit;

/**
 * One exchange as it is recorded: counts the bytes of its request that are read, and is told of its end. One thread at a
 * time calls it, outside the engine's barrier.
 */
final class RecordedExchange
        implements ExchangeCompletionListener,
                ResponseCommitListener,
                ConduitWrapper<StreamSourceConduit>,
                ByteActivityCallback {

    private final Operation operation;
    private long requestBytes;

    RecordedExchange(Operation operation) {
        this.operation = operation;
    }

    @Override
    public StreamSourceConduit wrap(ConduitFactory<StreamSourceConduit> factory, HttpServerExchange exchange) {
        return new BytesReceivedStreamSourceConduit(factory.create(), this);
    }

    @Override
    public void activity(long bytes) {
        if (bytes > 0) {
            requestBytes += bytes;
        }
    }

    /** When the response's head is about to be sent: nobody can take its header of the trace away any more. */
    @Override
    public void beforeCommit(HttpServerExchange exchange) {
        try {
            String header = operation.traceHeader();
            if (header != null && !exchange.getResponseHeaders().contains(header)) {
                exchange.getResponseHeaders().put(new HttpString(header), operation.traceHeaderValue());
            }
        } catch (Throwable failure) {
            Failures.note("servlet", "trace not told", failure);
        }
    }

    @Override
    public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
        try {
            if (isTakenOverByHttp2(exchange)) {
                operation.discard();
                return;
            }
            if (operation.capturesResponseHeaders()) {
                operation.responseHeaders(new ResponseHeaders(exchange));
            }
            operation
                    .failed(exchange.getAttachment(DefaultResponseListener.EXCEPTION))
                    .status(exchange.getStatusCode())
                    .requestBytes(requestBytes)
                    .responseBytes(exchange.getResponseBytesSent())
                    .end(operation.failure());
        } catch (Throwable failure) {
            Failures.note("servlet", "response not read", failure);
            operation.end(operation.failure());
        } finally {
            next.proceed();
        }
    }

    /** A request that asks for HTTP/2 comes a second time: as the first stream of the connection that it has become. */
    private static boolean isTakenOverByHttp2(HttpServerExchange exchange) {
        return exchange.getStatusCode() == StatusCodes.SWITCHING_PROTOCOLS
                && "h2c".equals(exchange.getResponseHeaders().getFirst(Headers.UPGRADE));
    }
}

package io.obsagent.instrumentation.httpserver;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.State;
import io.obsagent.api.Telemetry;

/**
 * Where the server has read a request's head and makes the exchange for its handlers: begins the operation, and lays
 * counting streams around the exchange's own, as filters may.
 */
public final class ExchangeHook implements Hook {

    /**
     * Exchanges in progress by the implementation's objects, the exchange and its connection, which serves one at a time;
     * until its handler is called also by the exchange.
     */
    static final State<Object, RecordedExchange> RECORDED = new State<Object, RecordedExchange>();

    @Override
    public void after(Call call) {
        HttpExchange exchange = call.self();
        if (isScraped(exchange.getHttpContext())) {
            return;
        }
        Operation operation = Telemetry.get().serveHttp(new ExchangeHttpRequest(exchange));
        if (operation == null) {
            return;
        }
        operation.route(route(
                exchange.getHttpContext().getPath(), exchange.getRequestURI().getPath()));
        if (operation.traceHeader() != null) {
            exchange.getResponseHeaders().set(operation.traceHeader(), operation.traceHeaderValue());
        }
        RecordedExchange recorded = new RecordedExchange(operation, exchange.getResponseHeaders());
        exchange.setStreams(
                new CountedInput(exchange.getRequestBody(), operation),
                new CountedOutput(exchange.getResponseBody(), recorded));
        RECORDED.put(exchange, recorded);
        RECORDED.put(call.arg(0), recorded);
        Object connection = ConnectionHook.CONNECTIONS.remove(call.arg(0));
        if (connection != null) {
            RECORDED.put(connection, recorded);
        }
    }

    /** Whether Prometheus' own server answers, as that of the JMX exporter: nobody wants to know how metrics are asked for. */
    private static boolean isScraped(HttpContext context) {
        HttpHandler handler = context.getHandler();
        return handler != null && handler.getClass().getName().startsWith("io.prometheus.");
    }

    /** The context's path, which stands for all paths that begin with it. */
    static String route(String context, String path) {
        if (context.equals(path) && context.length() > 1) {
            return context;
        }
        return context.endsWith("/") ? context + '*' : context + "/*";
    }
}

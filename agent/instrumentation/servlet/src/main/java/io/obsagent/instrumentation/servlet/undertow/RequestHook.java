package io.obsagent.instrumentation.servlet.undertow;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;

/**
 * Where Undertow runs a handler for an exchange: the first time begins the operation, further times (dispatches to other
 * threads) resume it. {@link RecordedExchange} ends it.
 */
public final class RequestHook implements Hook {

    private static final AttachmentKey<Operation> OPERATION = AttachmentKey.create(Operation.class);

    @Override
    public void before(Call call) {
        HttpServerExchange exchange = call.arg(1);
        Operation operation = exchange.getAttachment(OPERATION);
        if (operation == null) {
            operation = Telemetry.get().serveHttp(new UndertowHttpRequest(exchange));
            if (operation == null) {
                return;
            }
            exchange.putAttachment(OPERATION, operation);
            RecordedExchange recorded = new RecordedExchange(operation);
            exchange.addExchangeCompleteListener(recorded);
            if (operation.traceHeader() != null) {
                exchange.addResponseCommitListener(recorded);
            }
            if (!exchange.isRequestComplete()) {
                exchange.addRequestWrapper(recorded);
            }
        }
        call.enter(operation);
    }
}

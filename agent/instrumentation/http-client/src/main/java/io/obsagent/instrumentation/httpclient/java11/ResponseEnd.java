package io.obsagent.instrumentation.httpclient.java11;

import io.obsagent.api.Failures;
import java.net.http.HttpResponse;
import java.util.function.BiConsumer;

/** Ends the call when the response, or the failure to get one, is there. */
final class ResponseEnd implements BiConsumer<HttpResponse<?>, Throwable> {

    private final Sending sending;

    ResponseEnd(Sending sending) {
        this.sending = sending;
    }

    @Override
    public void accept(HttpResponse<?> response, Throwable thrown) {
        try {
            if (response != null) {
                sending.answered(response.statusCode());
            }
        } catch (Throwable failure) {
            Failures.note("http-client", "status not read", failure);
        }
        sending.end(AttemptFailure.cause(thrown));
    }
}

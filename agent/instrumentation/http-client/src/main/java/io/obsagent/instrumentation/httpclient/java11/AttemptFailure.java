package io.obsagent.instrumentation.httpclient.java11;

import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/** Tells that an attempt has got no response. */
final class AttemptFailure implements BiConsumer<Object, Throwable> {

    private final Sending sending;

    AttemptFailure(Sending sending) {
        this.sending = sending;
    }

    @Override
    public void accept(Object response, Throwable thrown) {
        if (thrown != null) {
            sending.failed(cause(thrown));
        }
    }

    /** What went wrong, without the wrapping of a future or of the client's; null for null. */
    static Throwable cause(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || isExpiry(cause)) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** How the client marks what it may try again on another connection. */
    private static boolean isExpiry(Throwable thrown) {
        return thrown != null
                && "jdk.internal.net.http.common.ConnectionExpiredException"
                        .equals(thrown.getClass().getName());
    }
}

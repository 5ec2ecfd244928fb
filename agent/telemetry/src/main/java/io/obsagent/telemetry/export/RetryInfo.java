package io.obsagent.telemetry.export;

import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** How long a collector asks to wait: {@code google.rpc.RetryInfo} among the details of a gRPC status. */
final class RetryInfo {

    /** Tags of {@code google.rpc.Status}, {@code Any}, {@code RetryInfo} and {@code Duration}: field number and wire type. */
    private static final int STATUS_DETAIL = 3 << 3 | 2;

    private static final int ANY_TYPE = 1 << 3 | 2;
    private static final int ANY_VALUE = 2 << 3 | 2;
    private static final int RETRY_DELAY = 1 << 3 | 2;
    private static final int DURATION_SECONDS = 1 << 3;
    private static final int DURATION_NANOS = 2 << 3;

    private static final String TYPE = "/google.rpc.RetryInfo";

    private RetryInfo() {}

    /**
     * Reads the trailer {@code grpc-status-details-bin}.
     *
     * @param details base64, with padding or without; may be null
     * @return milliseconds, 0 where it may be tried again at any time; -1 where the status says nothing of it
     */
    static long millis(String details) {
        if (details == null) {
            return -1;
        }
        try {
            ProtoReader status = new ProtoReader(Base64.getDecoder().decode(details.trim()));
            while (status.hasNext()) {
                int tag = status.tag();
                if (tag != STATUS_DETAIL) {
                    status.skip(tag);
                    continue;
                }
                ProtoReader retryInfo = valueOf(status.message());
                if (retryInfo != null) {
                    return delayOf(retryInfo);
                }
            }
        } catch (IllegalArgumentException notThatMessage) {
            // says nothing, then
        }
        return -1;
    }

    /** The message in a detail; null where it is another one. */
    private static ProtoReader valueOf(ProtoReader any) {
        boolean retryInfo = false;
        ProtoReader value = new ProtoReader(new byte[0]);
        while (any.hasNext()) {
            int tag = any.tag();
            if (tag == ANY_TYPE) {
                retryInfo = any.text().endsWith(TYPE);
            } else if (tag == ANY_VALUE) {
                value = any.message();
            } else {
                any.skip(tag);
            }
        }
        return retryInfo ? value : null;
    }

    private static long delayOf(ProtoReader retryInfo) {
        long millis = 0;
        while (retryInfo.hasNext()) {
            int tag = retryInfo.tag();
            if (tag == RETRY_DELAY) {
                millis = millisOf(retryInfo.message());
            } else {
                retryInfo.skip(tag);
            }
        }
        return Math.max(0, millis);
    }

    private static long millisOf(ProtoReader duration) {
        long millis = 0;
        while (duration.hasNext()) {
            int tag = duration.tag();
            if (tag == DURATION_SECONDS) {
                millis += TimeUnit.SECONDS.toMillis(duration.number());
            } else if (tag == DURATION_NANOS) {
                millis += TimeUnit.NANOSECONDS.toMillis((int) duration.number());
            } else {
                duration.skip(tag);
            }
        }
        return millis;
    }
}

package io.obsagent.telemetry.export;

import java.io.IOException;
import java.util.Arrays;
import okhttp3.Headers;
import okhttp3.Response;
import okio.BufferedSource;

/** What the collector answers to a call of gRPC, or whatever stands before it. */
final class GrpcAnswer {

    private static final int MAX_BYTES = 64 * 1024;

    /** By their numbers. */
    private static final String[] NAMES = {
        "OK",
        "CANCELLED",
        "UNKNOWN",
        "INVALID_ARGUMENT",
        "DEADLINE_EXCEEDED",
        "NOT_FOUND",
        "ALREADY_EXISTS",
        "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION",
        "ABORTED",
        "OUT_OF_RANGE",
        "UNIMPLEMENTED",
        "INTERNAL",
        "UNAVAILABLE",
        "DATA_LOSS",
        "UNAUTHENTICATED"
    };

    private GrpcAnswer() {}

    /** Reads an answer to its end. */
    static Delivery read(Response response) throws IOException {
        BufferedSource body = response.body().source();
        if (body.request(MAX_BYTES)) {
            throw new IOException("the answer is too long");
        }
        byte[] answer = body.readByteArray();
        Headers end = response.header("grpc-status") == null && response.code() == 200
                ? response.trailers()
                : response.headers();
        String status = end.get("grpc-status");
        if (status == null) {
            return withoutStatus(response.code());
        }
        return of(status, end.get("grpc-status-details-bin"), answer);
    }

    /** What is between here and the collector has answered: gRPC's mapping of what may be tried again. */
    static Delivery withoutStatus(int httpStatus) {
        String problem = "HTTP status " + httpStatus + " and none of gRPC";
        boolean later = httpStatus == 429 || httpStatus >= 502 && httpStatus <= 504;
        return later ? Delivery.retry(problem, -1) : Delivery.refused(problem);
    }

    private static Delivery of(String status, String details, byte[] answer) {
        String name = name(status);
        String problem = "gRPC status " + name;
        long retryAfter = RetryInfo.millis(details);
        // at any time is soon enough after the usual pause
        long pause = retryAfter == 0 ? -1 : retryAfter;
        switch (name) {
            case "OK":
                int prefix = Math.min(GrpcSender.PREFIX_BYTES, answer.length);
                return Delivery.accepted(Arrays.copyOfRange(answer, prefix, answer.length));
            case "CANCELLED":
            case "DEADLINE_EXCEEDED":
            case "ABORTED":
            case "OUT_OF_RANGE":
            case "UNAVAILABLE":
            case "DATA_LOSS":
                return Delivery.retry(problem, pause);
            case "RESOURCE_EXHAUSTED":
                // for good unless the collector says when there will be some
                return retryAfter < 0 ? Delivery.refused(problem) : Delivery.retry(problem, pause);
            default:
                return Delivery.refused(problem);
        }
    }

    private static String name(String status) {
        try {
            int code = Integer.parseInt(status);
            return code >= 0 && code < NAMES.length ? NAMES[code] : status;
        } catch (NumberFormatException noStatus) {
            return "UNKNOWN";
        }
    }
}

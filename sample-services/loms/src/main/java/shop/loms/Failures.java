package shop.loms;

import io.grpc.Status;
import java.sql.SQLTransientException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import shop.loms.v1.InvalidRequestException;

/** What a caller is told of a request that failed. Refusals are logged as warnings, faults as errors. */
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /**
     * Logs a failure and translates it. Of a fault the caller learns no details.
     *
     * @param operation for the log
     */
    static Status toStatus(String operation, Exception failure) {
        Status status = translate(failure);
        if (status.getCode() == Status.Code.INTERNAL || status.getCode() == Status.Code.UNAVAILABLE) {
            log.error("{} failed", operation, failure);
        } else {
            log.warn("{} refused: {}", operation, status.getDescription());
        }
        return status;
    }

    private static Status translate(Exception failure) {
        if (failure instanceof InvalidRequestException) {
            return Status.INVALID_ARGUMENT.withDescription(failure.getMessage());
        }
        if (failure instanceof Refusal) {
            boolean notFound = ((Refusal) failure).reason() == Refusal.Reason.NOT_FOUND;
            return (notFound ? Status.NOT_FOUND : Status.FAILED_PRECONDITION).withDescription(failure.getMessage());
        }
        if (failure instanceof SQLTransientException) {
            return Status.UNAVAILABLE.withDescription("database not available");
        }
        return Status.INTERNAL.withDescription("internal error");
    }
}

package shop.loms;

import com.google.protobuf.Message;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import shop.loms.v1.InvalidRequestException;

/** Answers HTTP requests with the messages of the gRPC contract, in the JSON that protobuf defines for them. */
abstract class GatewayServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final JsonFormat.Printer JSON =
            JsonFormat.printer().omittingInsignificantWhitespace().alwaysPrintFieldsWithNoPresence();

    static void answer(HttpServletRequest request, HttpServletResponse response, Callable<? extends Message> call)
            throws IOException {
        int httpStatus = HttpServletResponse.SC_OK;
        Message body;
        try {
            body = call.call();
        } catch (Exception e) {
            Status status = Failures.toStatus(request.getMethod() + " " + request.getRequestURI(), e);
            httpStatus = httpStatus(status.getCode());
            body = error(status.getDescription());
        }
        response.setStatus(httpStatus);
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.print(body).getBytes(StandardCharsets.UTF_8));
    }

    /** Reads a segment of the path. */
    static long parseNumber(String field, String segment) {
        try {
            return Long.parseLong(segment);
        } catch (NumberFormatException e) {
            throw new InvalidRequestException(field + " must be a number, is " + segment);
        }
    }

    private static Struct error(String message) {
        Value text = Value.newBuilder().setStringValue(message).build();
        return Struct.newBuilder().putFields("error", text).build();
    }

    private static int httpStatus(Status.Code code) {
        switch (code) {
            case INVALID_ARGUMENT:
                return HttpServletResponse.SC_BAD_REQUEST;
            case NOT_FOUND:
                return HttpServletResponse.SC_NOT_FOUND;
            case FAILED_PRECONDITION:
                return HttpServletResponse.SC_CONFLICT;
            case UNAVAILABLE:
                return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
            default:
                return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        }
    }
}

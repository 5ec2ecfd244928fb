package io.obsagent.testkit;

import java.util.Locale;
import java.util.Map;

/**
 * One export request as it came over the wire, whatever it was answered.
 *
 * @param headers names in lower case; the values of a repeated header are joined with ", "
 * @param wireBytes size of the body as sent, after compression; for gRPC the size of the decoded message, since the
 *     transport does not tell
 * @param spans number of spans in the request
 * @param status the HTTP status code answered, or the gRPC status code's number
 */
public record ReceivedRequest(
        Protocol protocol, String path, Map<String, String> headers, int wireBytes, int spans, int status) {

    /** How the request was transported. */
    public enum Protocol {
        HTTP_PROTOBUF,
        GRPC
    }

    /** The header's value, or null; {@code name} in any case. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }
}

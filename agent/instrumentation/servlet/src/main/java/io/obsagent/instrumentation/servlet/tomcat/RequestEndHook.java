package io.obsagent.instrumentation.servlet.tomcat;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/**
 * Where the connector is done with a request for good and makes it fit for the next: ends what {@link RequestCountedHook} has
 * not seen, such as a request whose connection broke.
 */
public final class RequestEndHook implements Hook {

    @Override
    public void before(Call call) {
        end(call.<Request>self());
    }

    static void end(Request request) {
        Operation operation = (Operation) request.getNote(RequestHook.NOTE);
        if (operation == null) {
            return;
        }
        request.setNote(RequestHook.NOTE, null);
        Response response = request.getResponse();
        if (operation.capturesResponseHeaders()) {
            operation.responseHeaders(new ResponseHeaders(response));
        }
        operation
                .status(response.getStatus())
                .requestBytes(request.getRequestProcessor().getRequestBytesReceived())
                .responseBytes(bytesWritten(request, response))
                .end(operation.failure());
    }

    /**
     * What went over the wire without the framing of chunks: Tomcat counts before compression (and bodies of HEAD, which
     * it does not send) and after chunking, so the smaller is right. Files that the kernel sends pass both counters by.
     */
    private static long bytesWritten(Request request, Response response) {
        long written = response.getContentWritten();
        if (written == 0 && request.getAttribute("org.apache.tomcat.sendfile.filename") != null) {
            return response.getContentLengthLong();
        }
        return Math.min(written, response.getBytesWritten(false));
    }
}

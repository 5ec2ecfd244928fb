package io.obsagent.instrumentation.servlet.tomcat;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/**
 * Where the connector counts a finished request, whatever its protocol and whether it went asynchronous. A request
 * whose connection broke may skip that: it ends when it is recycled.
 */
public final class RequestEndHook implements Hook {

    @Override
    public void before(Call call) {
        Request request = call.self();
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
                .requestBytes(request.getBytesRead())
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

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
        operation
                .status(response.getStatus())
                .requestBytes(request.getBytesRead())
                .responseBytes(bytesWritten(request, response))
                .end(operation.failure());
    }

    /** Files that the kernel sends pass Tomcat's counter by. */
    private static long bytesWritten(Request request, Response response) {
        long written = response.getContentWritten();
        boolean sendfile = written == 0 && request.getAttribute("org.apache.tomcat.sendfile.filename") != null;
        return sendfile ? response.getContentLengthLong() : written;
    }
}

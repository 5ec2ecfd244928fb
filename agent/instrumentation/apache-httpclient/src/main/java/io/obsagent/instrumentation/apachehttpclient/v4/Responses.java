package io.obsagent.instrumentation.apachehttpclient.v4;

import io.obsagent.api.Call;
import io.obsagent.api.Operation;
import org.apache.http.HttpResponse;

/** Ends what was entered, by the response that a call returned. */
final class Responses {

    private Responses() {}

    static void end(Call call) {
        Operation operation = call.leave();
        if (operation == null) {
            return;
        }
        HttpResponse response = call.result();
        if (response != null) {
            operation.status(response.getStatusLine().getStatusCode());
        }
        operation.end(call.thrown());
    }
}

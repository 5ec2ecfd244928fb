package io.obsagent.verify.apps.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.Status;

/** Marks each callback of a call, and either answers it or waits for its cancellation. */
final class CallbackHandler implements ServerCallHandler<String, String> {

    private final Marks marks;
    private final boolean answers;

    CallbackHandler(Marks marks, boolean answers) {
        this.marks = marks;
        this.answers = answers;
    }

    @Override
    public ServerCall.Listener<String> startCall(ServerCall<String, String> call, Metadata headers) {
        if (answers) {
            marks.set("start");
        } else {
            call.sendHeaders(new Metadata());
        }
        call.request(2);
        return new ServerCall.Listener<String>() {
            private boolean ready;

            @Override
            public void onReady() {
                if (answers && !ready) {
                    ready = true;
                    marks.set("ready");
                }
            }

            @Override
            public void onMessage(String message) {
                if (answers) {
                    marks.set("message");
                }
            }

            @Override
            public void onHalfClose() {
                if (answers) {
                    marks.set("half-close");
                    call.sendHeaders(new Metadata());
                    call.sendMessage("answered");
                    call.close(Status.OK, new Metadata());
                }
            }

            @Override
            public void onComplete() {
                marks.set("complete");
            }

            @Override
            public void onCancel() {
                marks.set("cancel");
            }
        };
    }
}

package io.obsagent.verify.apps.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.stub.ClientCalls;

/** Makes a call from a place whose context is asked for. */
final class Marks {

    private final Channel channel;

    Marks(Channel channel) {
        this.channel = channel;
    }

    void set(String place) {
        // a call from a cancelled context would be cancelled as well
        Context before = Context.ROOT.attach();
        try {
            ClientCalls.blockingUnaryCall(channel, Methods.mark(place), CallOptions.DEFAULT, place);
        } finally {
            Context.ROOT.detach(before);
        }
    }
}

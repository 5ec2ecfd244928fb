package io.obsagent.verify.apps.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.MethodDescriptor;

/** A channel for a service that is made before the server it calls. */
final class LateChannel extends Channel {

    private volatile Channel channel;

    void set(Channel made) {
        channel = made;
    }

    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
        return channel.newCall(method, options);
    }

    @Override
    public String authority() {
        return channel.authority();
    }
}

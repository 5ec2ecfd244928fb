package io.obsagent.instrumentation.reactornetty;

import io.obsagent.api.Scope;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Scannable;
import reactor.core.publisher.Operators;
import reactor.netty.Connection;
import reactor.util.context.Context;

/** Between the pool and the client, which waits for a connection: ends the attempt when there is none to be had. */
final class Connecting implements CoreSubscriber<Connection> {

    private final CoreSubscriber<? super Connection> client;
    private final Attempt attempt;

    private Connecting(CoreSubscriber<? super Connection> client, Attempt attempt) {
        this.client = client;
        this.attempt = attempt;
    }

    static Function<? super Publisher<Connection>, ? extends Publisher<Connection>> of(final Attempt attempt) {
        return Operators.lift(
                new BiFunction<Scannable, CoreSubscriber<? super Connection>, CoreSubscriber<? super Connection>>() {
                    @Override
                    public CoreSubscriber<? super Connection> apply(
                            Scannable pool, CoreSubscriber<? super Connection> client) {
                        return new Connecting(client, attempt);
                    }
                });
    }

    @Override
    public Context currentContext() {
        return client.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        client.onSubscribe(subscription);
    }

    @Override
    public void onNext(Connection connection) {
        client.onNext(connection);
    }

    @Override
    public void onError(Throwable error) {
        attempt.end(error);
        Scope scope = attempt.activateCaller();
        try {
            client.onError(error);
        } finally {
            scope.close();
        }
    }

    @Override
    public void onComplete() {
        client.onComplete();
    }
}

package io.obsagent.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import io.obsagent.api.TelemetryHolder;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartingTelemetryTest {

    private final Telemetry before = Telemetry.get();
    private final StartingTelemetry starting = new StartingTelemetry();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Telemetry started = (Telemetry) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Telemetry.class}, (proxy, method, args) -> {
                asked.countDown();
                return null;
            });

    @BeforeEach
    void hold() {
        TelemetryHolder.set(starting);
    }

    @AfterEach
    void restore() {
        TelemetryHolder.set(before);
    }

    @Test
    void theFirstOperationWaitsForTheTelemetryAndForTheFollowers() throws Exception {
        CompletableFuture<Operation> operation = CompletableFuture.supplyAsync(() -> starting.job("a.Job", "run"));
        starting.started(started);
        assertThatThrownBy(() -> operation.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(asked.getCount()).isEqualTo(1);

        starting.followersAreWoven();
        operation.get(1, TimeUnit.SECONDS);
        assertThat(asked.getCount()).isZero();
        assertThat(Telemetry.get()).isSameAs(started);
    }

    @Test
    void theFollowersMayComeFirst() {
        starting.followersAreWoven();
        assertThat(Telemetry.get()).isSameAs(starting);
        starting.started(started);
        assertThat(Telemetry.get()).isSameAs(started);
    }

    @Test
    void nobodyWaitsWhereThereWillBeNoTelemetry() throws Exception {
        CompletableFuture<Operation> operation = CompletableFuture.supplyAsync(() -> starting.job("a.Job", "run"));
        starting.started(null);
        assertThat(operation.get(1, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void waitsOnceAndNoLongerThanItsBound() {
        starting.started(started);
        starting.job("a.Job", "run");
        assertThat(asked.getCount())
                .as("what was asked of the telemetry all the same")
                .isZero();

        long begin = System.nanoTime();
        starting.job("a.Job", "run");
        assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(1));
    }
}

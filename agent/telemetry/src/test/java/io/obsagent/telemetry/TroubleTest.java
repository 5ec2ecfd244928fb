package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.config.AgentConfig;
import org.junit.jupiter.api.Test;

class TroubleTest {

    private final AgentConfig.Protection limits = AgentConfig.with("self-protection.cpu", "0.9").protection;
    private double heap;
    private double gc;
    private double cpu;
    private long seconds;

    private final Trouble trouble = new Trouble(new Trouble.Load() {
        @Override
        public void measure(boolean withCpu) {
            assertThat(withCpu).isTrue();
        }

        @Override
        public double heap() {
            return heap;
        }

        @Override
        public double gc() {
            return gc;
        }

        @Override
        public double cpu() {
            return cpu;
        }
    });

    @Test
    void stepsDownSoonAndBackLate() {
        load(0.9, 0.5, 0);
        assertThat(after(2)).isZero();
        assertThat(after(2)).isEqualTo(1);
        assertThat(after(9)).isEqualTo(1);
        assertThat(after(2)).isEqualTo(2);
        assertThat(trouble)
                .hasToString("the heap is taken to 90 % after garbage collection, which takes 50 % of the time");
        assertThat(after(600)).isEqualTo(2);

        load(0.5, 0.5, 0);
        assertThat(after(30)).isEqualTo(2);
        assertThat(after(1)).isEqualTo(1);
        assertThat(after(29)).isEqualTo(1);
        assertThat(after(1)).isZero();
    }

    @Test
    void staysWhereItIsBetweenTroubleAndWell() {
        load(0.9, 0.5, 0);
        assertThat(after(5)).isEqualTo(1);
        load(0.8, 0.19, 0);
        assertThat(after(3600)).isEqualTo(1);
        load(0.9, 0.1, 0);
        assertThat(after(20)).isEqualTo(1);
        load(0.8, 0.19, 0);
        assertThat(after(1)).isEqualTo(1);
        load(0.9, 0.1, 0);
        assertThat(after(30)).as("well without interruption").isEqualTo(1);
        assertThat(after(1)).isZero();
    }

    @Test
    void aFullHeapAloneIsNoTroubleNorIsMuchGarbage() {
        load(1, 0.1, 0);
        assertThat(after(100)).isZero();
        load(0.5, 1, 0);
        assertThat(after(100)).isZero();
    }

    @Test
    void whatPassesWithinThreeSecondsIsNoTrouble() {
        for (int i = 0; i < 100; i++) {
            load(0.9, 0.9, 0);
            assertThat(after(3)).isZero();
            load(0.9, 0, 0);
            assertThat(after(1)).isZero();
        }
    }

    @Test
    void processorsThatAreTakenCostSpansAndNoMore() {
        load(0, 0, 0.95);
        assertThat(after(4)).isEqualTo(1);
        assertThat(trouble).hasToString("processors are taken to 95 %, the heap to 0 %");
        assertThat(after(100)).isEqualTo(1);
        load(0, 0, 0.85);
        assertThat(after(100)).isEqualTo(1);
        load(0, 0, 0.5);
        assertThat(after(31)).isZero();
    }

    private void load(double ofHeap, double ofTime, double ofProcessors) {
        heap = ofHeap;
        gc = ofTime;
        cpu = ofProcessors;
    }

    private int after(int moreSeconds) {
        int step = 0;
        for (int i = 0; i < moreSeconds; i++) {
            step = trouble.step(seconds++ * 1_000_000_000, limits);
        }
        return step;
    }
}

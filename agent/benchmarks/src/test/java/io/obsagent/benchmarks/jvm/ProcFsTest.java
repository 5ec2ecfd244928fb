package io.obsagent.benchmarks.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcFsTest {

    @Test
    void readsUserAndSystemTimeWhateverTheNameOfTheProcess() {
        String stat = "4711 (a) b (c) S 1 2 3 0 -1 4194304 101 0 0 0 250 50 300 25 20 0 1 0 360942 3133440 410";

        assertThat(ProcFs.cpuSeconds(stat, 14)).isEqualTo(3.0);
        assertThat(ProcFs.cpuSeconds(stat, 16)).isEqualTo(3.25);
    }

    @Test
    void readsTheResidentSet() {
        assertThat(ProcFs.residentMiB("Name:\tjava\nVmPeak:\t 999 kB\nVmRSS:\t  10240 kB\n"))
                .isEqualTo(10);
    }

    @Test
    void readsHowMuchOfTheMachineWasIdle() {
        ProcFs.MachineTime before = ProcFs.machineTime("cpu  100 0 100 700 100 0 0 0 9 9\ncpu0 1");
        ProcFs.MachineTime after = ProcFs.machineTime("cpu  150 0 100 730 120 0 0 0 99 9\ncpu0 1");

        assertThat(after.idleShareSince(before)).isEqualTo(0.5);
    }

    @Test
    void readsTheRunningProcess() {
        long pid = ProcessHandle.current().pid();
        long sum = 0;
        double begin = ProcFs.cpuSeconds(pid);
        ThreadTimes before = ThreadTimes.of(pid);
        while (ProcFs.cpuSeconds(pid) < begin + 0.05) {
            sum++; // uses CPU
        }
        Map<String, Long> used = ThreadTimes.of(pid).since(before);

        assertThat(sum).isPositive();
        assertThat(ProcFs.residentMiB(pid)).isBetween(10.0, 100_000.0);
        assertThat(used.values()).allSatisfy(nanos -> assertThat(nanos).isNotNegative());
        assertThat(used.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(10_000_000);
    }
}

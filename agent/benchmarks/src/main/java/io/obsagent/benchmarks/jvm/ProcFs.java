package io.obsagent.benchmarks.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells about a process. */
public final class ProcFs {

    /** The kernel counts in hundredths of a second for user space, on every architecture that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    private static final Path PROC = Path.of("/proc");

    private ProcFs() {}

    /** Seconds of CPU that a process has used, user and system, to 10 ms. */
    public static double cpuSeconds(long pid) {
        return cpuSeconds(read(PROC.resolve(pid + "/stat")), 14);
    }

    /** Seconds of CPU of all children of this process that have ended, to 10 ms. */
    public static double endedChildrenCpuSeconds() {
        return cpuSeconds(read(PROC.resolve("self/stat")), 16);
    }

    /** Resident set of a process, in MiB. */
    public static double residentMiB(long pid) {
        return residentMiB(read(PROC.resolve(pid + "/status")));
    }

    /** How much time the machine's CPUs have been running and idle, in ticks since it started. */
    public record MachineTime(long idle, long all) {

        /** Share of the CPUs that was idle since then, 0 to 1. */
        public double idleShareSince(MachineTime before) {
            return (idle - before.idle) / (double) (all - before.all);
        }
    }

    /** The time of this machine up to now. */
    public static MachineTime machineTime() {
        return machineTime(read(PROC.resolve("stat")));
    }

    /** Adds two neighbouring fields (numbered from 1, as in proc(5)) of a stat file: user and system time. */
    static double cpuSeconds(String stat, int field) {
        // the second field, the name, may hold blanks and brackets; the third follows its last bracket
        String[] fromThird = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fromThird[field - 3]) + Long.parseLong(fromThird[field - 2])) / TICKS_PER_SECOND;
    }

    static double residentMiB(String status) {
        for (String line : status.split("\n")) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        throw new IllegalArgumentException("no VmRSS in " + status);
    }

    static MachineTime machineTime(String stat) {
        String[] ticks = stat.substring(0, stat.indexOf('\n')).split(" +");
        long all = 0;
        for (int i = 1; i <= 8; i++) {
            all += Long.parseLong(ticks[i]);
        }
        return new MachineTime(Long.parseLong(ticks[4]) + Long.parseLong(ticks[5]), all);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

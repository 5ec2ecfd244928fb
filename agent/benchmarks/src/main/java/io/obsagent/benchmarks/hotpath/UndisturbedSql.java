package io.obsagent.benchmarks.hotpath;

import io.obsagent.telemetry.sql.SqlCache;
import io.obsagent.telemetry.sql.SqlDialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What {@link SqlBenchmark#unknownKilobyte} measures, in the moments in which nobody else takes a part of the processor's core.
 *
 * <p>A virtual machine shares its cores with strangers: the other thread of the same core takes execution units away, for
 * parts of a second, and the JVM cannot know. So a loop of independent additions, which needs as many units as there are,
 * runs between short slices of the work, and a slice counts when that loop was as fast as ever both before and after
 * it. All slices are told as well.
 *
 * <p>One JVM and all shapes, or those that are named: {@code main(SHAPE...)}; another database with
 * {@code -Dsystem=mysql}. Several JVMs say more than one.
 */
public final class UndisturbedSql {

    private static final int SLICES = 200;
    private static final int TEXTS_A_SLICE = 6400;
    private static final long WARM_UP_NANOS = 3_000_000_000L;
    private static final int MAX_CHARS = 2048;

    /** So much slower than its best the loop may be: below it nobody else was there. */
    private static final double UNDISTURBED = 1.12;

    private static final int[] NUMBERS = new Random(1).ints(4096).toArray();

    /** Read by nobody: keeps the JIT compiler from leaving the work out. */
    private static long result;

    private final SqlDialect dialect = SqlDialect.of(System.getProperty("system", "postgresql"));
    private final String[] texts = new String[32];

    private UndisturbedSql(SqlShape shape) {
        for (int i = 0; i < texts.length; i++) {
            texts[i] = shape.kilobyte(i);
        }
    }

    /** Prints a line for each shape. */
    public static void main(String[] shapes) {
        System.out.printf(
                "%-14s %-30s %-30s %s%n", "ns a KB", "undisturbed: low median high", "all slices", "of " + SLICES);
        for (SqlShape shape : SqlShape.values()) {
            if (shapes.length == 0 || Arrays.asList(shapes).contains(shape.name())) {
                new UndisturbedSql(shape).measure(shape);
            }
        }
    }

    private void measure(SqlShape shape) {
        for (long begin = System.nanoTime(); System.nanoTime() - begin < WARM_UP_NANOS; ) {
            sanitize();
            calibrate();
        }
        double[] slices = new double[SLICES];
        double[] loops = new double[SLICES + 1];
        loops[0] = calibrate();
        for (int i = 0; i < SLICES; i++) {
            slices[i] = sanitize();
            loops[i + 1] = calibrate();
        }
        double[] sorted = loops.clone();
        Arrays.sort(sorted);
        double limit = UNDISTURBED * sorted[SLICES / 50];
        List<Double> undisturbed = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            all.add(slices[i]);
            if (loops[i] <= limit && loops[i + 1] <= limit) {
                undisturbed.add(slices[i]);
            }
        }
        System.out.printf("%-14s %-30s %-30s %d%n", shape, spread(undisturbed), spread(all), undisturbed.size());
    }

    private static String spread(List<Double> times) {
        if (times.isEmpty()) {
            return "never";
        }
        times.sort(null);
        int last = times.size() - 1;
        return String.format(
                "%,d  %,d  %,d",
                Math.round(times.get(0)), Math.round(times.get(last / 2)), Math.round(times.get(last)));
    }

    /** Nanoseconds for a text that was never seen before; includes an empty cache. */
    private double sanitize() {
        long begin = System.nanoTime();
        for (int i = 0; i < TEXTS_A_SLICE; i++) {
            result += new SqlCache(dialect, MAX_CHARS)
                    .get(texts[i % texts.length])
                    .hashCode();
        }
        return (System.nanoTime() - begin) / (double) TEXTS_A_SLICE;
    }

    private static double calibrate() {
        long begin = System.nanoTime();
        long a = 1;
        long b = 2;
        long c = 3;
        long d = 4;
        for (int round = 0; round < 600; round++) {
            for (int i = 0; i < NUMBERS.length; i += 2) {
                int x = NUMBERS[i];
                int y = NUMBERS[i + 1];
                a += x ^ y;
                b ^= x + y;
                c += x - y;
                d ^= (x << 2) + (y >>> 3);
                if ((x & 64) != 0) {
                    a -= d;
                }
            }
        }
        result += a + b + c + d;
        return System.nanoTime() - begin;
    }
}

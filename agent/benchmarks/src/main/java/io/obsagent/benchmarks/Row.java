package io.obsagent.benchmarks;

/**
 * A quantity that is measured.
 *
 * @param label what is measured, unique
 * @param unit of the values, never null
 * @param decimals shown
 * @param compared whether what an agent adds is shown, not the value itself
 * @param limit most that our agent may add
 */
record Row(String label, String unit, int decimals, boolean compared, Limit limit) {

    /** A cost with a limit. */
    static Row cost(String label, String unit, int decimals, Limit limit) {
        return new Row(label, unit, decimals, true, limit);
    }

    /** A condition of the measurement, not a cost. */
    static Row condition(String label, String unit, int decimals) {
        return new Row(label, unit, decimals, false, Limit.NONE);
    }
}

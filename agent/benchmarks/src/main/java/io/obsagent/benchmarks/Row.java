package io.obsagent.benchmarks;

/**
 * A quantity that is measured.
 *
 * @param label what is measured, unique
 * @param unit of the values, never null
 * @param decimals shown
 * @param compared whether what an agent adds is shown, not the value itself
 * @param limit most that our agent may add as a share of what OpenTelemetry's adds; NaN for none
 */
record Row(String label, String unit, int decimals, boolean compared, double limit) {

    static Row limited(String label, String unit, int decimals, double limit) {
        return new Row(label, unit, decimals, true, limit);
    }

    static Row unlimited(String label, String unit, int decimals) {
        return new Row(label, unit, decimals, true, Double.NaN);
    }

    /** A condition of the measurement, not a cost. */
    static Row condition(String label, String unit, int decimals) {
        return new Row(label, unit, decimals, false, Double.NaN);
    }

    boolean hasLimit() {
        return !Double.isNaN(limit);
    }
}

package io.obsagent.benchmarks;

/**
 * A quantity that is compared.
 *
 * @param label what is measured, unique
 * @param unit of the values, never null
 * @param decimals shown
 * @param limit most that our agent may add as a share of what OpenTelemetry's adds; NaN for none
 */
record Row(String label, String unit, int decimals, double limit) {

    static Row limited(String label, String unit, int decimals, double limit) {
        return new Row(label, unit, decimals, limit);
    }

    static Row unlimited(String label, String unit, int decimals) {
        return new Row(label, unit, decimals, Double.NaN);
    }
}

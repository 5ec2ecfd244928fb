package io.obsagent.api;

/** Takes the meters of the application as they are now. No method throws. */
public interface MeterSink {

    /**
     * Takes a meter.
     *
     * @param type COUNTER, GAUGE, TIMER, DISTRIBUTION_SUMMARY or LONG_TASK_TIMER; others are ignored
     * @param name as the application spells it: {@code orders.placed}
     * @param unit its base unit, or null
     * @param description or null
     * @param tags name, value, name, value ...
     * @param value of a counter or gauge; how often, or how many tasks at present, of the others
     * @param total of what was measured, times in seconds; ignored for counters and gauges
     * @param max the greatest of late; NaN: not known
     */
    void meter(
            String type,
            String name,
            String unit,
            String description,
            String[] tags,
            double value,
            double total,
            double max);
}

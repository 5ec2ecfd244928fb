package io.obsagent.instrumentation.micrometer;

import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.obsagent.api.MeterReader;
import io.obsagent.api.MeterSink;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Reads the meters of a registry. */
final class RegistryReader implements MeterReader<MeterRegistry> {

    /** Its result was an Iterable in Micrometer 1.0 and is a List since, which is another method to the JVM. */
    private final Method tags;

    RegistryReader() {
        try {
            tags = Meter.Id.class.getMethod("getTags");
        } catch (NoSuchMethodException e) {
            throw new NoSuchMethodError(e.getMessage());
        }
    }

    @Override
    public void read(MeterRegistry registry, MeterSink out) throws Exception {
        for (Meter meter : registry.getMeters()) {
            try {
                read(meter, out);
            } catch (RuntimeException ofTheApplication) {
                // a gauge asks the application's code, which may fail: one value less
            }
        }
    }

    private void read(Meter meter, MeterSink out) throws Exception {
        double value = Double.NaN;
        double total = 0;
        double max = Double.NaN;
        for (Measurement each : meter.measure()) {
            switch (each.getStatistic()) {
                case COUNT:
                case VALUE:
                case ACTIVE_TASKS:
                    value = each.getValue();
                    break;
                case TOTAL:
                case TOTAL_TIME:
                case DURATION:
                    total = each.getValue();
                    break;
                case MAX:
                    max = each.getValue();
                    break;
                default:
            }
        }
        Meter.Id id = meter.getId();
        out.meter(
                id.getType().name(), id.getName(), id.getBaseUnit(), id.getDescription(), tags(id), value, total, max);
    }

    private String[] tags(Meter.Id id) throws Exception {
        List<String> all = new ArrayList<String>();
        for (Object each : (Iterable<?>) tags.invoke(id)) {
            Tag tag = (Tag) each;
            all.add(tag.getKey());
            all.add(tag.getValue());
        }
        return all.toArray(new String[0]);
    }
}

package io.obsagent.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The measured values, by row and agent: one for each start, cycle or round. */
final class Results {

    private final Map<Row, Map<AgentKind, List<Double>>> values = new LinkedHashMap<>();

    /** Adds the value of the current start, cycle or round: values with the same number are compared. */
    void add(Row row, AgentKind agent, double value) {
        values.computeIfAbsent(row, any -> new EnumMap<>(AgentKind.class))
                .computeIfAbsent(agent, any -> new ArrayList<>())
                .add(value);
    }

    /** In the order in which they were first measured. */
    Collection<Row> rows() {
        return values.keySet();
    }

    /** What was measured; null if nothing. */
    Spread absolute(Row row, AgentKind agent) {
        List<Double> measured = values.get(row).get(agent);
        return measured == null ? null : Spread.of(measured);
    }

    /** What the agent added to no agent at the same time; null if it was not measured. */
    Spread added(Row row, AgentKind agent) {
        // without an agent there may be nothing of it
        return values.get(row).containsKey(AgentKind.NONE) ? above(row, agent, AgentKind.NONE) : absolute(row, agent);
    }

    /** By how much the agent was above another at the same time; null if one of them was not measured. */
    Spread above(Row row, AgentKind agent, AgentKind other) {
        List<Double> own = values.get(row).get(agent);
        List<Double> others = values.get(row).get(other);
        if (own == null || others == null) {
            return null;
        }
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < Math.min(own.size(), others.size()); i++) {
            differences.add(own.get(i) - others.get(i));
        }
        return Spread.of(differences);
    }

    /**
     * What the agent added as a share of what OpenTelemetry's added; NaN where that is not known or not above what the
     * measurement can tell.
     */
    double share(Row row, AgentKind agent) {
        Spread own = added(row, agent);
        Spread reference = added(row, AgentKind.OPENTELEMETRY);
        return own == null || reference == null || reference.middle() <= 0
                ? Double.NaN
                : own.middle() / reference.middle();
    }
}

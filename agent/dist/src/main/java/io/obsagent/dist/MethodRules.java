package io.obsagent.dist;

import io.obsagent.api.AgentLog;
import io.obsagent.api.Hook;
import io.obsagent.config.MethodRule;
import io.obsagent.engine.Engine;
import io.obsagent.engine.MethodOutcome;
import io.obsagent.engine.MethodTarget;
import io.obsagent.telemetry.MethodRecorder;
import io.obsagent.telemetry.ObsTelemetry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The method rules that are in force. A rule that stays the same keeps its hooks and what it has measured. */
final class MethodRules {

    /** Each looks at each class that is loaded, and has series of its own. */
    private static final int MAX = 100;

    private final Engine engine;
    private Map<String, InForce> inForce = Collections.emptyMap();

    MethodRules(Engine engine) {
        this.engine = engine;
    }

    /** Takes over other rules. */
    void apply(ObsTelemetry telemetry, Map<String, MethodRule> rules) {
        Map<String, InForce> next = new LinkedHashMap<String, InForce>();
        for (Map.Entry<String, MethodRule> entry : rules.entrySet()) {
            String name = entry.getKey();
            if (next.size() == MAX) {
                AgentLog.warn(13, "methods." + name + " and all rules behind it are left out: there can be " + MAX);
                break;
            }
            InForce before = inForce.get(name);
            boolean same = before != null && before.rule.equals(entry.getValue());
            next.put(name, same ? before : new InForce(name, entry.getValue(), telemetry));
        }
        if (next.equals(inForce)) {
            return;
        }
        for (InForce before : inForce.values()) {
            if (!next.containsValue(before)) {
                before.recorder.close();
            }
        }
        inForce = next;
        List<MethodTarget> targets = new ArrayList<MethodTarget>();
        for (InForce rule : next.values()) {
            targets.add(rule.target);
        }
        engine.observeMethods(targets);
    }

    /** What became of the rules that are in force, by name. */
    Map<String, MethodOutcome> outcomes() {
        Map<String, MethodOutcome> outcomes = new HashMap<String, MethodOutcome>();
        for (Map.Entry<String, InForce> rule : inForce.entrySet()) {
            outcomes.put(rule.getKey(), engine.outcome(rule.getValue().target));
        }
        return outcomes;
    }

    private static final class InForce {
        final MethodRule rule;
        final MethodRecorder recorder;
        final MethodTarget target;

        InForce(String name, MethodRule rule, ObsTelemetry telemetry) {
            this.rule = rule;
            final MethodRecorder made = telemetry.methodRecorder(name, rule);
            recorder = made;
            target = new MethodTarget(
                    name,
                    rule.type,
                    rule.subtypes,
                    rule.classAnnotation,
                    rule.methodAnnotation,
                    rule.methods,
                    new MethodTarget.Hooks() {
                        @Override
                        public Hook hook(String className, String method) {
                            return made.hook(className, method);
                        }
                    });
        }
    }
}

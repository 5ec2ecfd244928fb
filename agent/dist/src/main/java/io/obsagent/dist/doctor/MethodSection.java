package io.obsagent.dist.doctor;

import io.obsagent.config.MethodRule;
import io.obsagent.engine.MethodOutcome;
import java.util.Map;

/** What became of the rules by which the configuration names methods. */
final class MethodSection {

    private MethodSection() {}

    /** @param outcomes of the rules that are in force, by name */
    static void fill(Report.Section section, Map<String, MethodRule> rules, Map<String, MethodOutcome> outcomes) {
        for (Map.Entry<String, MethodRule> rule : rules.entrySet()) {
            MethodOutcome outcome = outcomes.get(rule.getKey());
            if (outcome != null && outcome.methods > 0) {
                section.row(rule.getKey(), outcome.methods + (outcome.methods == 1 ? " method" : " methods"), "");
            } else {
                section.finding(rule.getKey(), "nothing", why(rule.getValue(), outcome));
            }
        }
    }

    private static String why(MethodRule rule, MethodOutcome outcome) {
        if (outcome == null || outcome.reason == MethodOutcome.Reason.LEFT_OUT) {
            return "left out; the agent's log says why";
        }
        switch (outcome.reason) {
            case NOT_LOADED:
                return "no class is loaded" + (rule.subtypes ? " that is or extends " : " that is called ") + rule.type;
            case LEFT_ALONE:
                return outcome.className + " is left alone: methods of the JDK, the agent and generated classes are not"
                        + " observed";
            default:
                boolean annotated = rule.classAnnotation != null || rule.methodAnnotation != null;
                return outcome.className + " declares no such method with code"
                        + (annotated ? ", or has not the annotation" : "");
        }
    }
}

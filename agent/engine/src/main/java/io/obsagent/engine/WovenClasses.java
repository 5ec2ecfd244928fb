package io.obsagent.engine;

import io.obsagent.api.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules for which classes were woven, by class loader and name: while a class is loaded there is no {@code Class} to
 * remember. Keeps no loader alive. Thread safe.
 */
final class WovenClasses {

    private static final Rule[] NONE = {};

    /** By the identity of the loaders: they may define equals. */
    private final State<ClassLoader, Map<String, Rule[]>> byLoader = new State<ClassLoader, Map<String, Rule[]>>();

    private final ClassLoader agent;

    /** @param agent the agent's own loader, whose classes are never woven, stands for the boot loader */
    WovenClasses(ClassLoader agent) {
        this.agent = agent;
    }

    /** The rules that selected a class when it was transformed last; empty when it never was. */
    synchronized Rule[] rules(ClassLoader loader, String internalName) {
        Map<String, Rule[]> classes = byLoader.get(loader == null ? agent : loader);
        Rule[] rules = classes == null ? null : classes.get(internalName);
        return rules == null ? NONE : rules;
    }

    synchronized void put(ClassLoader loader, String internalName, List<Rule> rules) {
        ClassLoader key = loader == null ? agent : loader;
        Map<String, Rule[]> classes = byLoader.get(key);
        if (classes == null) {
            classes = new HashMap<String, Rule[]>();
            byLoader.put(key, classes);
        }
        classes.put(internalName, rules.toArray(NONE));
    }
}

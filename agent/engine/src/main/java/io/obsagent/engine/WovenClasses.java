package io.obsagent.engine;

import io.obsagent.api.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules that selected classes, by class loader and name: while a class is loaded there is no {@code Class} to remember.
 * Keeps no loader alive. Thread safe.
 */
final class WovenClasses {

    private static final Rule[] NONE = {};

    /** By the identity of the loaders: they may define equals. */
    private final State<ClassLoader, Map<String, Entry>> byLoader = new State<ClassLoader, Map<String, Entry>>();

    private final ClassLoader agent;

    /** @param agent the agent's own loader, whose classes are never woven, stands for the boot loader */
    WovenClasses(ClassLoader agent) {
        this.agent = agent;
    }

    /** The rules that selected a class when it was transformed last; empty when it never was. */
    synchronized Rule[] rules(ClassLoader loader, String internalName) {
        Entry entry = entry(loader, internalName);
        return entry == null ? NONE : entry.rules;
    }

    /** Whether the class has woven code now. */
    synchronized boolean isWoven(ClassLoader loader, String internalName) {
        Entry entry = entry(loader, internalName);
        return entry != null && entry.woven;
    }

    /** @param woven whether any of the class's methods was woven */
    synchronized void put(ClassLoader loader, String internalName, List<Rule> rules, boolean woven) {
        ClassLoader key = loader == null ? agent : loader;
        Map<String, Entry> classes = byLoader.get(key);
        if (classes == null) {
            classes = new HashMap<String, Entry>();
            byLoader.put(key, classes);
        }
        classes.put(internalName, new Entry(rules.toArray(NONE), woven));
    }

    /** Notes that the class has its original code again. */
    synchronized void restored(ClassLoader loader, String internalName) {
        Map<String, Entry> classes = byLoader.get(loader == null ? agent : loader);
        if (classes != null) {
            classes.remove(internalName);
        }
    }

    private Entry entry(ClassLoader loader, String internalName) {
        Map<String, Entry> classes = byLoader.get(loader == null ? agent : loader);
        return classes == null ? null : classes.get(internalName);
    }

    private static final class Entry {
        final Rule[] rules;
        final boolean woven;

        Entry(Rule[] rules, boolean woven) {
            this.rules = rules;
            this.woven = woven;
        }
    }
}

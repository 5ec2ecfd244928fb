package io.obsagent.engine;

/** Which methods of which types call which hook: one line of the plan. Thread safe. */
final class Rule {

    final int point;
    final String instrumentation;
    final boolean subtypes;
    final boolean replacing;
    /** Whether the methods alone are no reason to weave a class. */
    final boolean alongOthers;

    /** Whether the hook is called also while its instrumentation is off. */
    final boolean staysOn;

    /** Whether the hook is called only once another has woken it. */
    final boolean asleep;

    final boolean shared;
    final boolean followsOthers;
    final boolean onlyWhenAskedFor;

    /** Whether the hook does anything before the body. */
    final boolean actsBefore;

    /** Whether the hook does anything after the body. */
    final boolean actsAfter;

    final String[] types;
    final String[] except;
    /** Name of the re-entrance group, or empty. */
    final String group;
    /** Binary name of the hook's class; empty where it is {@link #ready}. */
    final String hook;

    /** The hook where it is one of the agent's own for all class loaders, as of a method rule; else null. */
    final BoundHook ready;

    private final String patterns;
    /** Null until somebody asks for them: most rules are of libraries that are not there. */
    private volatile MethodPattern[] methods;

    private Rule(int point, String[] fields, BoundHook ready) {
        this.point = point;
        this.ready = ready;
        instrumentation = fields[0];
        String flags = fields[1];
        subtypes = flags.indexOf('T') >= 0;
        replacing = flags.indexOf('R') >= 0;
        alongOthers = flags.indexOf('C') >= 0;
        staysOn = flags.indexOf('O') >= 0;
        asleep = flags.indexOf('W') >= 0;
        shared = flags.indexOf('S') >= 0;
        followsOthers = flags.indexOf('F') >= 0;
        onlyWhenAskedFor = flags.indexOf('A') >= 0;
        actsBefore = flags.indexOf('E') < 0;
        actsAfter = flags.indexOf('B') < 0;
        types = list(fields[2]);
        except = list(fields[3]);
        patterns = fields[4];
        group = fields[5];
        hook = fields[6];
    }

    /**
     * Reads a line as {@link PlanRecorder} writes it.
     *
     * @param point number of the line, from 0
     * @throws IllegalArgumentException when the line lacks fields
     */
    static Rule parse(int point, String line) {
        String[] fields = new String[7];
        int from = 0;
        for (int i = 0; i < fields.length; i++) {
            int to = line.indexOf('\t', from);
            if (to < 0 && i < fields.length - 1) {
                throw new IllegalArgumentException("plan line " + point + " has too few fields: " + line);
            }
            fields[i] = to < 0 ? line.substring(from) : line.substring(from, to);
            from = to + 1;
        }
        return new Rule(point, fields, null);
    }

    /** A rule that is no line of the plan, for methods that are selected otherwise. */
    static Rule ready(int point, BoundHook hook) {
        return new Rule(point, new String[] {"", "", "", "", "", "", ""}, hook);
    }

    /**
     * Which methods of a matching type are woven.
     *
     * @throws IllegalArgumentException when a pattern is malformed, or not allowed in this rule; {@link PlanRecorder} makes no
     *     such rule
     */
    MethodPattern[] methods() {
        MethodPattern[] parsed = methods;
        if (parsed == null) {
            String[] sources = list(patterns);
            parsed = new MethodPattern[sources.length];
            for (int i = 0; i < sources.length; i++) {
                parsed[i] = MethodPattern.parse(sources[i]);
                if (parsed[i].isConstructor() && !group.isEmpty()) {
                    // a constructor that throws is not seen to end, so its thread would stay in the group
                    throw new IllegalArgumentException("constructors cannot be outermost: " + hook);
                }
            }
            methods = parsed;
        }
        return parsed;
    }

    /** Whether a method of a matching type is to be woven. */
    boolean matchesMethod(String name, String descriptor) {
        for (MethodPattern method : methods()) {
            if (method.matches(name, descriptor)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the rule leaves this type out; takes the binary name. */
    boolean excepts(String type) {
        for (String prefix : except) {
            if (type.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static String[] list(String field) {
        if (field.isEmpty()) {
            return new String[0];
        }
        int count = 1;
        for (int i = field.indexOf('|'); i >= 0; i = field.indexOf('|', i + 1)) {
            count++;
        }
        String[] items = new String[count];
        int from = 0;
        for (int i = 0; i < count; i++) {
            int to = field.indexOf('|', from);
            items[i] = to < 0 ? field.substring(from) : field.substring(from, to);
            from = to + 1;
        }
        return items;
    }
}

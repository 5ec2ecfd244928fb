package io.obsagent.engine;

import io.obsagent.api.Hook;
import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes down what an instrumentation declares, as lines of a {@link Plan}. Used when the jar is built, and by tests; not
 * at run time.
 */
public final class PlanRecorder {

    private static final String INSTRUMENTATIONS = "io.obsagent.instrumentation.";

    private PlanRecorder() {}

    /** What one instrumentation declares. */
    public static final class Declared {
        private final StringBuilder lines = new StringBuilder();
        private final Map<String, String> aliases = new LinkedHashMap<String, String>();

        /** Lines of the plan, each ended by a line feed. */
        public String lines() {
            return lines.toString();
        }

        /** Binary names of the hook classes, under all their names. */
        public Set<String> hooks() {
            Set<String> hooks = new TreeSet<String>();
            for (Rule rule : Plan.parse(lines()).rules()) {
                hooks.add(rule.hook);
            }
            return hooks;
        }

        /** Package prefixes and the prefixes that replace them in copies of the hook classes. */
        public Map<String, String> aliases() {
            return aliases;
        }
    }

    /**
     * Asks an instrumentation for its rules.
     *
     * @throws IllegalArgumentException when a rule is malformed
     */
    public static Declared record(Instrumentation instrumentation) {
        Recording recording = new Recording(instrumentation.name());
        instrumentation.weave(recording);
        Declared declared = new Declared();
        declared.aliases.putAll(recording.aliases);
        for (Line line : recording.rules) {
            declared.lines.append(line.text(recording, null, null));
            for (Map.Entry<String, String> alias : recording.aliases.entrySet()) {
                if (line.mentions(alias.getKey())) {
                    declared.lines.append(line.text(recording, alias.getKey(), alias.getValue()));
                }
            }
        }
        for (Rule rule : Plan.parse(declared.lines()).rules()) {
            rule.methods();
        }
        return declared;
    }

    /**
     * The name of an instrumentation's class in its copy for another name space.
     *
     * @param name binary or internal name of the class
     * @param alias the alias, for example {@code jakarta.servlet}
     */
    public static String aliasName(String name, String alias) {
        char separator = name.indexOf('/') >= 0 ? '/' : '.';
        int end = name.indexOf(separator, INSTRUMENTATIONS.length());
        return name.substring(0, end) + separator + alias.replace('.', '_') + name.substring(end);
    }

    private static final class Recording implements Weaving {
        private final String name;
        private final List<Line> rules = new ArrayList<Line>();
        private final Map<String, String> aliases = new LinkedHashMap<String, String>();
        private boolean shared;
        private boolean follows;
        private boolean onlyWhenAskedFor;

        Recording(String name) {
            this.name = name;
        }

        @Override
        public TypeRule types(String... names) {
            return new Types(this, false, names);
        }

        @Override
        public TypeRule subtypesOf(String... names) {
            return new Types(this, true, names);
        }

        @Override
        public void alias(String prefix, String alias) {
            aliases.put(prefix, alias);
        }

        @Override
        public void shared() {
            shared = true;
        }

        @Override
        public void followsOthers() {
            follows = true;
        }

        @Override
        public void onlyWhenAskedFor() {
            onlyWhenAskedFor = true;
        }
    }

    private static final class Types implements Weaving.TypeRule {
        private final Recording recording;
        private final boolean subtypes;
        private final String[] names;
        private String[] except = {};

        Types(Recording recording, boolean subtypes, String[] names) {
            this.recording = recording;
            this.subtypes = subtypes;
            this.names = names;
        }

        @Override
        public Weaving.TypeRule except(String... namePrefixes) {
            except = namePrefixes;
            return this;
        }

        @Override
        public Weaving.MethodRule methods(String... patterns) {
            return new Line(recording, this, patterns);
        }
    }

    private static final class Line implements Weaving.MethodRule {
        private final Recording recording;
        private final Types types;
        private final String[] patterns;
        private String group = "";
        private boolean replacing;
        private boolean alongOthers;
        private boolean staysOn;
        private boolean asleep;
        private Class<? extends Hook> hook;

        Line(Recording recording, Types types, String[] patterns) {
            this.recording = recording;
            this.types = types;
            this.patterns = patterns;
        }

        @Override
        public Weaving.MethodRule outermost(String name) {
            group = name;
            return this;
        }

        @Override
        public Weaving.MethodRule replacing() {
            replacing = true;
            return this;
        }

        @Override
        public Weaving.MethodRule alongOthers() {
            alongOthers = true;
            return this;
        }

        @Override
        public Weaving.MethodRule staysOn() {
            staysOn = true;
            return this;
        }

        @Override
        public Weaving.MethodRule asleep() {
            asleep = true;
            return this;
        }

        @Override
        public Weaving.TypeRule with(Class<? extends Hook> hookClass) {
            hook = hookClass;
            recording.rules.add(this);
            return types;
        }

        boolean mentions(String prefix) {
            return join(types.names).contains(prefix) || join(patterns).contains(prefix);
        }

        String text(Recording from, String prefix, String alias) {
            HookMethods acts = new HookMethods(hook);
            String flags = (types.subtypes ? "T" : "")
                    + (replacing ? "R" : "")
                    + (alongOthers ? "C" : "")
                    + (staysOn ? "O" : "")
                    + (asleep ? "W" : "")
                    + (from.shared ? "S" : "")
                    + (from.follows ? "F" : "")
                    + (from.onlyWhenAskedFor ? "A" : "")
                    + (acts.actAfter() ? "" : "B")
                    + (acts.actBefore() ? "" : "E");
            String names = join(types.names);
            String methods = join(patterns);
            String hookName = hook.getName();
            if (prefix != null) {
                names = names.replace(prefix, alias);
                methods = methods.replace(prefix, alias);
                hookName = aliasName(hookName, alias);
            }
            return from.name
                    + '\t'
                    + flags
                    + '\t'
                    + names
                    + '\t'
                    + join(types.except)
                    + '\t'
                    + methods
                    + '\t'
                    + group
                    + '\t'
                    + hookName
                    + '\n';
        }

        private static String join(String[] items) {
            StringBuilder joined = new StringBuilder();
            for (String item : items) {
                joined.append(joined.length() == 0 ? "" : "|").append(item);
            }
            return joined.toString();
        }
    }
}

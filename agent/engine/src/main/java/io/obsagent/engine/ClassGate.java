package io.obsagent.engine;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentStats;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Decides for every class that the JVM loads whether it is woven, and says no quickly: by its name, by the names of its
 * methods, and only then by its super types. What passes goes to the {@link Weaver}.
 */
final class ClassGate implements ClassFileTransformer {

    private static final Rule[] NONE = {};
    private static final String[] REFUSED = {"java/", "jdk/", "sun/", "com/sun/", "io/obsagent/boot/"};

    private final ClassLoader agent;
    private final TypeHierarchy hierarchy;
    private final Map<String, List<Rule>> byName = new HashMap<String, List<Rule>>();
    private final List<Rule> bySuperType = new ArrayList<Rule>();
    private final long[] superTypeBits;
    private final MethodNames methodNames = new MethodNames();
    /** Of instrumentations that are off unless asked for: their names are no reason to look at a class before. */
    private final MethodNames askedForNames = new MethodNames();

    private volatile boolean askedFor;
    private final WovenClasses woven;
    private final Runnable firstWoven;

    /** Names of the instrumentations that take part; never changed but replaced. */
    private volatile Set<String> on;

    /** Rules that follow others take part only when another rule has woven a class. */
    private volatile boolean following;

    private final AtomicBoolean led = new AtomicBoolean();

    /** @param firstWoven called once, when the first class is woven for an instrumentation that does not follow others */
    ClassGate(Plan plan, ClassLoader agent, ClassLoader platform, Runnable firstWoven) {
        this.agent = agent;
        this.hierarchy = new TypeHierarchy(platform);
        this.firstWoven = firstWoven;
        this.woven = new WovenClasses(agent);
        this.superTypeBits = new long[plan.rules().size()];
        Set<String> unasked = new HashSet<String>();
        for (Rule rule : plan.rules()) {
            if (!rule.onlyWhenAskedFor) {
                unasked.add(rule.instrumentation);
            }
            if (rule.subtypes) {
                bySuperType.add(rule);
                for (String type : rule.types) {
                    superTypeBits[rule.point] |= hierarchy.want(type);
                }
                addMethodNames(rule);
            } else {
                for (String type : rule.types) {
                    addByName(type.replace('.', '/'), rule);
                }
            }
        }
        on = unasked;
    }

    private void addMethodNames(Rule rule) {
        if (rule.alongOthers) {
            return;
        }
        for (MethodPattern method : rule.methods()) {
            (rule.onlyWhenAskedFor ? askedForNames : methodNames).add(method);
        }
    }

    private void addByName(String name, Rule rule) {
        hierarchy.named(name);
        List<Rule> rules = byName.get(name);
        if (rules == null) {
            rules = new ArrayList<Rule>(2);
            byName.put(name, rules);
        }
        rules.add(rule);
    }

    /** Knows which classes the plan names. */
    TypeHierarchy hierarchy() {
        return hierarchy;
    }

    /** Weaves for one more instrumentation from now on. */
    void askFor(String name) {
        Set<String> more = new HashSet<String>(on);
        more.add(name);
        observe(more);
    }

    /** Weaves for no other instrumentations from now on. */
    void observe(Set<String> names) {
        for (Rule rule : bySuperType) {
            askedFor |= rule.onlyWhenAskedFor && names.contains(rule.instrumentation);
        }
        on = names;
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        boolean standsStill = redefined == null && on.isEmpty();
        if (standsStill || name == null || loader == agent || loader instanceof HelperClassLoader) {
            return null;
        }
        try {
            // what is woven stays woven when the JVM transforms the class again, whoever asks for it
            Rule[] before = redefined == null ? NONE : woven.rules(loader, name);
            List<Rule> rules = select(loader, name, file, before);
            return rules == null ? null : weave(loader, name, file, rules, before);
        } catch (Throwable failure) {
            AgentLog.debug(name + " is not woven", failure);
            return null;
        }
    }

    private List<Rule> select(ClassLoader loader, String name, byte[] file, Rule[] before) {
        List<Rule> selected = null;
        List<Rule> named = byName.get(name);
        if (named != null) {
            for (Rule rule : named) {
                if (takesPart(rule) || contains(before, rule)) {
                    selected = add(selected, rule);
                }
            }
        }
        if (isRefused(name)) {
            return selected;
        }
        ClassHeader header = new ClassHeader(file);
        if (!header.declares(methodNames) && !(askedFor && header.declares(askedForNames))) {
            return selected;
        }
        long superTypes = hierarchy.superTypes(loader, name, header);
        if (superTypes == 0) {
            return selected;
        }
        String binaryName = name.replace('/', '.');
        for (Rule rule : bySuperType) {
            if ((superTypeBits[rule.point] & superTypes) != 0
                    && (takesPart(rule) || contains(before, rule))
                    && !rule.excepts(binaryName)) {
                selected = add(selected, rule);
            }
        }
        return selected;
    }

    private byte[] weave(ClassLoader loader, String name, byte[] file, List<Rule> rules, Rule[] before) {
        byte[] wovenFile = Weaver.weave(file, rules);
        woven.put(loader, name, rules, wovenFile != null);
        if (wovenFile == null) {
            return null;
        }
        boolean leads = false;
        for (Rule rule : rules) {
            leads |= !rule.followsOthers;
        }
        count(rules, before);
        if (leads) {
            lead();
        }
        return wovenFile;
    }

    /** From now on there are operations, so rules that follow others take part. */
    void lead() {
        if (led.compareAndSet(false, true)) {
            following = true;
            firstWoven.run();
        }
    }

    /** Counts the class once for each instrumentation for which it was not woven before. */
    private static void count(List<Rule> rules, Rule[] before) {
        Set<String> counted = new HashSet<String>();
        for (Rule rule : before) {
            counted.add(rule.instrumentation);
        }
        for (Rule rule : rules) {
            if (counted.add(rule.instrumentation)) {
                AgentStats.wovenType(rule.instrumentation);
            }
        }
    }

    /**
     * Whether a loaded class is to be offered once more, because a rule selects it that did not take part before.
     *
     * @param followersOnly whether only rules count that follow others
     */
    boolean selects(Class<?> loaded, boolean followersOnly) {
        ClassLoader loader = loaded.getClassLoader();
        if (loaded.isArray() || loaded.isPrimitive() || loader == agent || loader instanceof HelperClassLoader) {
            return false;
        }
        String name = internalName(loaded);
        List<Rule> named = byName.get(name);
        if (named != null) {
            for (Rule rule : named) {
                if (isLacking(rule, loader, name, followersOnly)) {
                    return true;
                }
            }
        }
        if (isRefused(name)) {
            return false;
        }
        long superTypes = hierarchy.of(loaded);
        MethodNames lacking = null;
        for (Rule rule : bySuperType) {
            if ((superTypeBits[rule.point] & superTypes) != 0
                    && !rule.excepts(loaded.getName())
                    && isLacking(rule, loader, name, followersOnly)) {
                lacking = lacking == null ? new MethodNames() : lacking;
                for (MethodPattern method : rule.methods()) {
                    lacking.add(method);
                }
            }
        }
        return lacking != null && mayDeclare(loader, name, lacking);
    }

    /** Whether a class declares one of these methods, or has no file that tells. */
    private boolean mayDeclare(ClassLoader loader, String name, MethodNames methods) {
        byte[] file = hierarchy.file(loader, name);
        try {
            return file == null || new ClassHeader(file).declares(methods);
        } catch (RuntimeException noClassFile) {
            return true;
        }
    }

    /** Whether a loaded class has woven code. */
    boolean hasWoven(Class<?> loaded) {
        return woven.isWoven(loaded.getClassLoader(), internalName(loaded));
    }

    /** Names of the instrumentations for which a loaded class is woven. */
    Set<String> wovenFor(Class<?> loaded) {
        Set<String> names = new HashSet<String>();
        if (hasWoven(loaded)) {
            for (Rule rule : woven.rules(loaded.getClassLoader(), internalName(loaded))) {
                names.add(rule.instrumentation);
            }
        }
        return names;
    }

    /**
     * Whether a rule of an instrumentation that takes part names this class and yet it is not woven.
     *
     * @param seen whether it is meant that the weaver found none of the rule's methods, or that it has not seen the class
     */
    boolean isNamedInVain(Class<?> loaded, String instrumentation, boolean seen) {
        List<Rule> named = byName.get(internalName(loaded));
        if (named == null || hasWoven(loaded)) {
            return false;
        }
        Rule[] rules = woven.rules(loaded.getClassLoader(), internalName(loaded));
        for (Rule rule : named) {
            if (rule.instrumentation.equals(instrumentation) && takesPart(rule) && contains(rules, rule) == seen) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class is the agent's own. */
    boolean isOfAgent(Class<?> loaded) {
        ClassLoader loader = loaded.getClassLoader();
        return loader == agent || loader instanceof HelperClassLoader;
    }

    /** Notes that a loaded class has its original code again. */
    void restored(Class<?> loaded) {
        woven.restored(loaded.getClassLoader(), internalName(loaded));
    }

    private static String internalName(Class<?> loaded) {
        return loaded.getName().replace('.', '/');
    }

    private boolean isLacking(Rule rule, ClassLoader loader, String name, boolean followersOnly) {
        return (rule.followsOthers || !followersOnly) && takesPart(rule) && !contains(woven.rules(loader, name), rule);
    }

    private boolean takesPart(Rule rule) {
        return (following || !rule.followsOthers) && on.contains(rule.instrumentation);
    }

    private static boolean contains(Rule[] rules, Rule rule) {
        for (Rule each : rules) {
            if (each == rule) {
                return true;
            }
        }
        return false;
    }

    private static List<Rule> add(List<Rule> rules, Rule rule) {
        List<Rule> grown = rules == null ? new ArrayList<Rule>(4) : rules;
        grown.add(rule);
        return grown;
    }

    /** Whether the class of this internal name is the JDK's or the agent's. */
    static boolean isRefused(String name) {
        for (String prefix : REFUSED) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

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

/**
 * Decides for every class that the JVM loads whether it is woven, and says no quickly: by its name, by the names of its
 * methods, and only then by its super types. What passes goes to the {@link Weaver}.
 */
final class ClassGate implements ClassFileTransformer {

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
    private final Set<String> off = new HashSet<String>();
    private final Runnable firstWoven;

    /** Rules that follow others take part only when another rule has woven a class. */
    private volatile boolean following;

    /** @param firstWoven called once, when the first class is woven for an instrumentation that does not follow others */
    ClassGate(Plan plan, ClassLoader agent, ClassLoader platform, Runnable firstWoven) {
        this.agent = agent;
        this.hierarchy = new TypeHierarchy(platform);
        this.firstWoven = firstWoven;
        this.superTypeBits = new long[plan.rules().size()];
        for (Rule rule : plan.rules()) {
            if (rule.onlyWhenAskedFor) {
                off.add(rule.instrumentation);
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
    }

    private void addMethodNames(Rule rule) {
        if (rule.alongOthers) {
            return;
        }
        for (MethodPattern method : rule.methods) {
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

    /** Weaves nothing for an instrumentation from now on. */
    void switchOff(String instrumentation) {
        synchronized (off) {
            off.add(instrumentation);
        }
    }

    void switchOn(String instrumentation) {
        for (Rule rule : bySuperType) {
            askedFor |= rule.onlyWhenAskedFor && rule.instrumentation.equals(instrumentation);
        }
        synchronized (off) {
            off.remove(instrumentation);
        }
    }

    @Override
    public byte[] transform(ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
        if (name == null || loader == agent || loader instanceof HelperClassLoader) {
            return null;
        }
        try {
            List<Rule> rules = select(loader, name, file);
            return rules == null ? null : weave(file, rules);
        } catch (Throwable failure) {
            AgentLog.debug(name + " is not woven", failure);
            return null;
        }
    }

    private List<Rule> select(ClassLoader loader, String name, byte[] file) {
        List<Rule> selected = null;
        List<Rule> named = byName.get(name);
        if (named != null) {
            for (Rule rule : named) {
                if (takesPart(rule)) {
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
            if ((superTypeBits[rule.point] & superTypes) != 0 && takesPart(rule) && !rule.excepts(binaryName)) {
                selected = add(selected, rule);
            }
        }
        return selected;
    }

    private byte[] weave(byte[] file, List<Rule> rules) {
        byte[] woven = Weaver.weave(file, rules);
        if (woven == null) {
            return null;
        }
        String last = null;
        boolean leads = false;
        for (Rule rule : rules) {
            leads |= !rule.followsOthers;
            if (!rule.instrumentation.equals(last)) {
                last = rule.instrumentation;
                AgentStats.wovenType(last);
            }
        }
        if (leads && !following) {
            following = true;
            firstWoven.run();
        }
        return woven;
    }

    /** Whether a loaded class is to be offered once more, because a rule selects it that did not take part before. */
    boolean selects(Class<?> loaded, boolean followers) {
        ClassLoader loader = loaded.getClassLoader();
        if (loaded.isArray() || loaded.isPrimitive() || loader == agent || loader instanceof HelperClassLoader) {
            return false;
        }
        String name = loaded.getName().replace('.', '/');
        List<Rule> named = byName.get(name);
        if (named != null) {
            for (Rule rule : named) {
                if (rule.followsOthers == followers) {
                    return true;
                }
            }
        }
        if (isRefused(name)) {
            return false;
        }
        long superTypes = hierarchy.of(loaded);
        for (Rule rule : bySuperType) {
            if (rule.followsOthers == followers && (superTypeBits[rule.point] & superTypes) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean takesPart(Rule rule) {
        if (rule.followsOthers && !following) {
            return false;
        }
        synchronized (off) {
            return !off.contains(rule.instrumentation);
        }
    }

    private static List<Rule> add(List<Rule> rules, Rule rule) {
        List<Rule> grown = rules == null ? new ArrayList<Rule>(4) : rules;
        grown.add(rule);
        return grown;
    }

    private static boolean isRefused(String name) {
        for (String prefix : REFUSED) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}

package io.obsagent.engine;

import io.obsagent.api.AgentLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Targets that are in force at one time, and which classes they select. Immutable but for what it has looked up. */
final class MethodTargets {

    final List<MethodTarget> targets = new ArrayList<MethodTarget>();

    private final List<Long> superTypeBits = new ArrayList<Long>();
    private final TypeHierarchy hierarchy;
    private boolean anySuperType;

    /** @param hierarchy of nobody else */
    MethodTargets(Collection<MethodTarget> wanted, TypeHierarchy hierarchy) {
        this.hierarchy = hierarchy;
        for (MethodTarget target : wanted) {
            try {
                superTypeBits.add(target.superType == null ? 0 : hierarchy.want(target.superType));
                targets.add(target);
                anySuperType |= target.superType != null;
            } catch (IllegalArgumentException tooMany) {
                AgentLog.warn(
                        15,
                        "methods." + target.name + " is left out: at most " + Long.SIZE
                                + " classes can have subtypes: true");
            }
        }
    }

    /** The targets that select a class, but perhaps for its annotations; null when there is none. */
    List<MethodTarget> select(ClassLoader loader, String internalName, byte[] file) {
        String name = internalName.replace('/', '.');
        ClassHeader header = null;
        long superTypes = 0;
        if (anySuperType) {
            header = new ClassHeader(file);
            superTypes = hierarchy.superTypes(loader, internalName, header);
        }
        List<MethodTarget> selected = null;
        for (int i = 0; i < targets.size(); i++) {
            MethodTarget target = targets.get(i);
            if (!matchesType(i, name, superTypes)) {
                continue;
            }
            if (target.asksForAnnotations()) {
                header = header == null ? new ClassHeader(file) : header;
                if (!target.mayBeAnnotated(header)) {
                    continue;
                }
            }
            selected = selected == null ? new ArrayList<MethodTarget>(2) : selected;
            selected.add(target);
        }
        return selected;
    }

    /** Whether one of some targets may select a loaded class. */
    boolean maySelect(Class<?> loaded, Collection<MethodTarget> some) {
        long superTypes = anySuperType ? hierarchy.of(loaded) : 0;
        ClassHeader header = null;
        boolean read = false;
        for (int i = 0; i < targets.size(); i++) {
            MethodTarget target = targets.get(i);
            if (!some.contains(target) || !matchesType(i, loaded.getName(), superTypes)) {
                continue;
            }
            if (!target.asksForAnnotations()) {
                return true;
            }
            if (!read) {
                header = header(loaded);
                read = true;
            }
            if (header == null || target.mayBeAnnotated(header)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a target names a loaded class, whatever its methods and annotations. */
    boolean names(MethodTarget target, Class<?> loaded) {
        int index = targets.indexOf(target);
        return index >= 0 && matchesType(index, loaded.getName(), anySuperType ? hierarchy.of(loaded) : 0);
    }

    private boolean matchesType(int index, String name, long superTypes) {
        MethodTarget target = targets.get(index);
        return target.superType == null ? target.type.matches(name) : (superTypes & superTypeBits.get(index)) != 0;
    }

    /** Null where no file tells. */
    private ClassHeader header(Class<?> loaded) {
        byte[] file = hierarchy.file(loaded.getClassLoader(), loaded.getName().replace('.', '/'));
        try {
            return file == null ? null : new ClassHeader(file);
        } catch (RuntimeException noClassFile) {
            return null;
        }
    }
}

package io.obsagent.engine;

import io.obsagent.api.Hook;
import java.util.ArrayList;
import java.util.List;

/**
 * Methods that the configuration names, and what observes them. Immutable; that it is the same object says that a rule has not
 * changed.
 */
public final class MethodTarget {

    /** Makes the hooks of a target. Thread safe. */
    public interface Hooks {

        /**
         * The hook for a method and its overloads.
         *
         * @param className binary name of the class that declares it
         * @param method its name
         */
        Hook hook(String className, String method);
    }

    final String name;
    final NamePattern type;
    /** Binary name of the type whose sub types are meant, itself included; null unless they are. */
    final String superType;

    /** Descriptor of an annotation of the class; null: none is asked for. */
    final String typeAnnotation;

    /** Descriptor of an annotation of the method; null: none is asked for. */
    final String methodAnnotation;

    final Hooks hooks;

    private final List<SignaturePattern> methods = new ArrayList<SignaturePattern>();

    /**
     * A target; patterns are as in {@code io.obsagent.config.MethodRule}.
     *
     * @param name of the rule
     * @param type binary name of a class; without {@code subtypes} also a pattern in which {@code *} stands for any characters
     * @param subtypes whether the class and all that extend or implement it are meant
     * @param typeAnnotation binary name of an annotation that the class has to have; null: any class
     * @param methodAnnotation binary name of an annotation that the method has to have; null: any method
     * @param methods patterns of names, with parameter types or without
     */
    public MethodTarget(
            String name,
            String type,
            boolean subtypes,
            String typeAnnotation,
            String methodAnnotation,
            List<String> methods,
            Hooks hooks) {
        this.name = name;
        this.type = new NamePattern(type);
        this.superType = subtypes ? type : null;
        this.typeAnnotation = descriptor(typeAnnotation);
        this.methodAnnotation = descriptor(methodAnnotation);
        for (String method : methods) {
            this.methods.add(new SignaturePattern(method));
        }
        this.hooks = hooks;
    }

    private static String descriptor(String annotation) {
        return annotation == null ? null : 'L' + annotation.replace('.', '/') + ';';
    }

    boolean matchesMethod(String method, String descriptor) {
        for (SignaturePattern pattern : methods) {
            if (pattern.matches(method, descriptor)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class may have the annotations that are asked for: their names stand in its file. */
    boolean mayBeAnnotated(ClassHeader header) {
        return (typeAnnotation == null || header.mentions(typeAnnotation))
                && (methodAnnotation == null || header.mentions(methodAnnotation));
    }

    boolean asksForAnnotations() {
        return typeAnnotation != null || methodAnnotation != null;
    }
}

package io.obsagent.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Methods of the application that are to be observed, and what is recorded of them. Immutable. */
public final class MethodRule {

    /** Binary name of the class; {@code *} stands for any characters, unless {@link #subtypes}. */
    public final String type;

    /** Whether all that extends or implements the class is meant, too. Default false. */
    public final boolean subtypes;

    /** Binary name of an annotation that the class has to have; null: any class. */
    public final String classAnnotation;

    /** Binary name of an annotation that the method has to have; null: any method. */
    public final String methodAnnotation;

    /**
     * Names, in which {@code *} stands for any characters, with parameter types behind them or without: {@code pay},
     * {@code pay(java.lang.String, *)}, {@code pay(int, ..)}, {@code pay()}. Not empty.
     */
    public final List<String> methods;

    /** Whether each call makes a span. Default true. */
    public final boolean span;

    /** Whether each call is measured. Default true. */
    public final boolean metric;

    /** Attributes of the span by name. */
    public final Map<String, ValuePath> attributes;

    /** Further labels of the metric by name. */
    public final Map<String, ValuePath> labels;

    MethodRule(
            String type,
            boolean subtypes,
            String classAnnotation,
            String methodAnnotation,
            List<String> methods,
            boolean span,
            boolean metric,
            Map<String, ValuePath> attributes,
            Map<String, ValuePath> labels) {
        this.type = type;
        this.subtypes = subtypes;
        this.classAnnotation = classAnnotation;
        this.methodAnnotation = methodAnnotation;
        this.methods = Collections.unmodifiableList(methods);
        this.span = span;
        this.metric = metric;
        this.attributes = Collections.unmodifiableMap(attributes);
        this.labels = Collections.unmodifiableMap(labels);
    }

    private List<?> all() {
        return Arrays.asList(
                type, subtypes, classAnnotation, methodAnnotation, methods, span, metric, attributes, labels);
    }

    /** Whether it says the same, whatever the order of attributes and labels. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MethodRule && all().equals(((MethodRule) other).all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }
}

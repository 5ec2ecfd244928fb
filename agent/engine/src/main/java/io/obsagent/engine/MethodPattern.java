package io.obsagent.engine;

import io.obsagent.api.Weaving;

/** One pattern of {@link Weaving.TypeRule#methods}, compared with the names and descriptors of class files. */
final class MethodPattern {

    private final String source;
    private final String name;
    private final boolean prefix;
    /** Beginning of the descriptors that match, closing parenthesis included when the parameters are complete. */
    private final String descriptor;

    private MethodPattern(String source, String name, boolean prefix, String descriptor) {
        this.source = source;
        this.name = name;
        this.prefix = prefix;
        this.descriptor = descriptor;
    }

    /** @throws IllegalArgumentException when the pattern is malformed */
    static MethodPattern parse(String source) {
        int open = source.indexOf('(');
        String name = (open < 0 ? source : source.substring(0, open)).trim();
        String descriptor = open < 0 ? "" : descriptorOf(source, open);
        boolean prefix = name.endsWith("*");
        if (prefix) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.isEmpty() || name.indexOf('*') >= 0) {
            throw new IllegalArgumentException("not a method pattern: " + source);
        }
        return new MethodPattern(source, name, prefix, descriptor);
    }

    boolean matches(String methodName, String methodDescriptor) {
        return (prefix ? methodName.startsWith(name) : methodName.equals(name))
                && methodDescriptor.startsWith(descriptor);
    }

    /** The name, or its beginning when {@link #isPrefix()}. */
    String name() {
        return name;
    }

    boolean isPrefix() {
        return prefix;
    }

    boolean isConstructor() {
        return "<init>".equals(name);
    }

    private static String descriptorOf(String source, int open) {
        if (!source.endsWith(")")) {
            throw new IllegalArgumentException("no closing parenthesis: " + source);
        }
        StringBuilder descriptor = new StringBuilder("(");
        String list = source.substring(open + 1, source.length() - 1).trim();
        int from = 0;
        while (from < list.length()) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            String type = list.substring(from, to).trim();
            if ("..".equals(type)) {
                return descriptor.toString();
            }
            appendType(descriptor, type);
            from = to + 1;
        }
        return descriptor.append(')').toString();
    }

    private static void appendType(StringBuilder descriptor, String type) {
        String element = type;
        while (element.endsWith("[]")) {
            descriptor.append('[');
            element = element.substring(0, element.length() - 2);
        }
        int primitive = PRIMITIVES.indexOf(' ' + element + ':');
        if (primitive >= 0) {
            descriptor.append(PRIMITIVES.charAt(primitive + element.length() + 2));
        } else {
            descriptor.append('L').append(element.replace('.', '/')).append(';');
        }
    }

    private static final String PRIMITIVES = " boolean:Z byte:B char:C short:S int:I long:J float:F double:D";

    @Override
    public String toString() {
        return source;
    }
}

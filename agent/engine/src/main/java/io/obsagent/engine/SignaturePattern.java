package io.obsagent.engine;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/**
 * A method as the configuration names it: {@code pay*}, {@code pay()}, {@code pay(java.lang.String, *)} or
 * {@code pay(int, ..)}. Immutable.
 */
final class SignaturePattern {

    private final NamePattern name;
    /** Null: any. */
    private final List<NamePattern> parameters;

    private final boolean more;

    /** @param source trimmed; the configuration has checked it */
    SignaturePattern(String source) {
        int open = source.indexOf('(');
        name = new NamePattern((open < 0 ? source : source.substring(0, open)).trim());
        List<NamePattern> types = new ArrayList<NamePattern>();
        boolean openEnded = false;
        String list =
                open < 0 ? "" : source.substring(open + 1, source.length() - 1).trim();
        for (int from = 0; from < list.length(); ) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            String type = list.substring(from, to).trim();
            if (type.equals("..")) {
                openEnded = true;
                break;
            }
            types.add(new NamePattern(type));
            from = to + 1;
        }
        parameters = open < 0 ? null : types;
        more = openEnded;
    }

    boolean matches(String method, String descriptor) {
        if (!name.matches(method) || !name.isExact() && isOfEveryObject(method, descriptor)) {
            return false;
        }
        if (parameters == null) {
            return true;
        }
        Type[] types = Type.getArgumentTypes(descriptor);
        if (more ? types.length < parameters.size() : types.length != parameters.size()) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (!parameters.get(i).matches(types[i].getClassName())) {
                return false;
            }
        }
        return true;
    }

    /** Nobody means these by a pattern, and maps call them all the time. */
    private static boolean isOfEveryObject(String method, String descriptor) {
        return method.equals("toString") && descriptor.startsWith("()")
                || method.equals("hashCode") && descriptor.startsWith("()")
                || method.equals("equals") && descriptor.equals("(Ljava/lang/Object;)Z");
    }
}

package io.obsagent.instrumentation.logging.line;

import io.obsagent.api.State;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;

/**
 * Finds patterns that may hide secrets, which the event still has: those that replace text or have a converter of the
 * application's own, on whatever level. Thread safe.
 */
final class Patterns {

    private static final String SPRING_BOOT = "org.springframework.boot.logging.";
    private static final String LOGSTASH = "net.logstash.logback.";

    private final String library;
    private final Class<?>[] parts;
    private final State<Object, Boolean> known = new State<Object, Boolean>();

    /**
     * @param library prefix of the names of the library's classes
     * @param parts what patterns consist of; objects of other classes are not looked into
     */
    Patterns(String library, Class<?>... parts) {
        this.library = library;
        this.parts = parts;
    }

    /**
     * Whether a pattern may hide something; true as well where its parts cannot be looked at.
     *
     * @param pattern the object that holds its parts, looked into once
     */
    boolean mayHide(Object pattern) {
        Boolean hides = known.get(pattern);
        if (hides == null) {
            hides = mayHideUnlessSeen(pattern);
            known.put(pattern, hides);
        }
        return hides;
    }

    private boolean mayHideUnlessSeen(Object pattern) {
        try {
            return hides(pattern);
        } catch (IllegalAccessException unseen) {
            return true;
        } catch (RuntimeException unseen) {
            return true;
        }
    }

    private boolean hides(Object part) throws IllegalAccessException {
        Class<?> type = part.getClass();
        if (!isLibrarys(type)
                || isSelector(type)
                || type.getName().contains("Replac")
                || type.getName().contains("Mask")) {
            return true;
        }
        for (; isLibrarys(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    if (hidesWithin(field.get(part))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean hidesWithin(Object value) throws IllegalAccessException {
        if (value instanceof Object[]) {
            for (Object element : (Object[]) value) {
                if (hidesWithin(element)) {
                    return true;
                }
            }
        } else if (value instanceof List) {
            return hidesWithin(((List<?>) value).toArray());
        }
        return isPart(value) && hides(value);
    }

    /** One that chooses the pattern by the event: there is no one pattern to look at. */
    private static boolean isSelector(Class<?> type) {
        return type.getName().contains("Selector");
    }

    private boolean isPart(Object value) {
        for (Class<?> part : parts) {
            if (part.isInstance(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean isLibrarys(Class<?> type) {
        String name = type.getName();
        return name.startsWith(library) || name.startsWith(SPRING_BOOT) || name.startsWith(LOGSTASH);
    }
}

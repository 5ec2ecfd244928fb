package io.obsagent.telemetry;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * What a class calls a name: a field of any visibility, else a method without parameters {@code x}, {@code getX} or
 * {@code isX}. Of the JDK's classes only what is public, which needs no rights. Immutable.
 */
final class Property {

    private static final Property NONE = new Property(null, null, false);

    private final Field field;
    private final Method getter;
    private final boolean arrayLength;

    private Property(Field field, Method getter, boolean arrayLength) {
        this.field = field;
        this.getter = getter;
        this.arrayLength = arrayLength;
    }

    /** Never null, never throws. */
    static Property of(Class<?> type, String name) {
        if (type.isArray()) {
            return name.equals("length") || name.equals("size") ? new Property(null, null, true) : NONE;
        }
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Field field = field(each, name);
            if (field != null) {
                return new Property(field, null, false);
            }
        }
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        String[] names = {name, "get" + capital, "is" + capital};
        Method getter = null;
        for (Class<?> each = type; each != null && getter == null; each = each.getSuperclass()) {
            getter = getter(each, names);
        }
        for (Class<?> each = type; each != null && getter == null; each = each.getSuperclass()) {
            getter = ofInterfaces(each, names);
        }
        return getter == null ? NONE : new Property(null, getter, false);
    }

    /** The value for an object; null when the class knows no such name. */
    Object read(Object target) throws IllegalAccessException, InvocationTargetException {
        if (arrayLength) {
            return Array.getLength(target);
        }
        return field != null ? field.get(target) : getter != null ? getter.invoke(target) : null;
    }

    private static Field field(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            return !Modifier.isStatic(field.getModifiers()) && isAccessible(field, field) ? field : null;
        } catch (NoSuchFieldException none) {
            return null;
        } catch (RuntimeException | LinkageError hidden) {
            return null;
        }
    }

    private static Method getter(Class<?> type, String[] names) {
        for (String name : names) {
            try {
                Method method = type.getDeclaredMethod(name);
                if (!Modifier.isStatic(method.getModifiers())
                        && method.getReturnType() != void.class
                        && isAccessible(method, method)) {
                    return method;
                }
            } catch (NoSuchMethodException none) {
                // perhaps by another name
            } catch (RuntimeException | LinkageError hidden) {
                return null;
            }
        }
        return null;
    }

    /** Where a class is hidden, as the JDK's are that stand behind interfaces. */
    private static Method ofInterfaces(Class<?> type, String[] names) {
        for (Class<?> implemented : type.getInterfaces()) {
            Method getter = getter(implemented, names);
            if (getter == null) {
                getter = ofInterfaces(implemented, names);
            }
            if (getter != null) {
                return getter;
            }
        }
        return null;
    }

    private static boolean isAccessible(AccessibleObject object, Member member) {
        Class<?> type = member.getDeclaringClass();
        boolean open = Modifier.isPublic(member.getModifiers()) && Modifier.isPublic(type.getModifiers());
        if (type.getClassLoader() == null || type.getName().startsWith("java.")) {
            return open; // asking for more writes a warning on Java 9 to 15
        }
        try {
            object.setAccessible(true);
            return true;
        } catch (RuntimeException encapsulated) {
            return open;
        }
    }
}

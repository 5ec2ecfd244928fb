package io.obsagent.engine;

/**
 * What the gate wants to know of a class file, read without a parser library: names of super types and methods. Reads
 * only what it is asked for; see chapter 4 of the JVM specification for the format.
 */
final class ClassHeader {

    private static final int ACC_INTERFACE = 0x0200;
    private static final int UTF8 = 1;

    private final byte[] file;
    /** Offset behind the tag of each constant. */
    private final int[] constants;

    private final int afterConstants;

    /** @throws IndexOutOfBoundsException or IllegalArgumentException when the file is not a class file */
    ClassHeader(byte[] file) {
        this.file = file;
        constants = new int[u2(8)];
        int at = 10;
        for (int i = 1; i < constants.length; i++) {
            constants[i] = at + 1;
            switch (file[at]) {
                case UTF8:
                    at += 3 + u2(at + 1);
                    break;
                case 3: // Integer
                case 4: // Float
                case 9: // Fieldref
                case 10: // Methodref
                case 11: // InterfaceMethodref
                case 12: // NameAndType
                case 17: // Dynamic
                case 18: // InvokeDynamic
                    at += 5;
                    break;
                case 5: // Long
                case 6: // Double
                    at += 9;
                    i++;
                    break;
                case 7: // Class
                case 8: // String
                case 16: // MethodType
                case 19: // Module
                case 20: // Package
                    at += 3;
                    break;
                case 15: // MethodHandle
                    at += 4;
                    break;
                default:
                    throw new IllegalArgumentException("unknown constant " + file[at]);
            }
        }
        afterConstants = at;
    }

    /** Whether a text stands among the constants, as descriptors of annotations do; only of ASCII characters. */
    boolean mentions(String text) {
        for (int i = 1; i < constants.length; i++) {
            int at = constants[i];
            if (at > 0 && file[at - 1] == UTF8 && u2(at) == text.length() && isAt(at + 2, text)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (file[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean isInterface() {
        return (u2(afterConstants) & ACC_INTERFACE) != 0;
    }

    /** Internal name of the super class; null for java.lang.Object and module-info. */
    String superName() {
        int index = u2(afterConstants + 4);
        return index == 0 ? null : className(index);
    }

    /** Internal names of the direct interfaces. */
    String[] interfaces() {
        String[] names = new String[u2(afterConstants + 6)];
        for (int i = 0; i < names.length; i++) {
            names[i] = className(u2(afterConstants + 8 + 2 * i));
        }
        return names;
    }

    /** Whether the class declares a method that one of the patterns describes. */
    boolean declares(MethodNames wanted) {
        int at = skipMembers(afterConstants + 8 + 2 * u2(afterConstants + 6));
        int count = u2(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            int name = constants[u2(at + 2)];
            if (wanted.contains(file, name + 2, u2(name)) && wanted.matches(utf8(name), utf8(constants[u2(at + 4)]))) {
                return true;
            }
            at = skipAttributes(at + 6);
        }
        return false;
    }

    private int skipMembers(int at) {
        int count = u2(at);
        int next = at + 2;
        for (int i = 0; i < count; i++) {
            next = skipAttributes(next + 6);
        }
        return next;
    }

    private int skipAttributes(int at) {
        int count = u2(at);
        int next = at + 2;
        for (int i = 0; i < count; i++) {
            next += 6 + (u2(next + 2) << 16 | u2(next + 4));
        }
        return next;
    }

    private String className(int index) {
        return utf8(constants[u2(constants[index])]);
    }

    private String utf8(int at) {
        int length = u2(at);
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            // names beyond ASCII match no rule, so they need not be decoded
            chars[i] = (char) (file[at + 2 + i] & 0xff);
        }
        return new String(chars);
    }

    private int u2(int at) {
        return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
    }
}

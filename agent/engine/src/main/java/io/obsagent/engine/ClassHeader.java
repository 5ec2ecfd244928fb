package io.obsagent.engine;

/**
 * What the gate wants to know of a class file, read without a parser library: names of super types and methods. Reads
 * only what it is asked for; see chapter 4 of the JVM specification for the format.
 */
final class ClassHeader {

    private static final int ACC_INTERFACE = 0x0200;
    private static final int UTF8 = 1;
    private static final String CODE = "Code";

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
        int at = afterFields();
        int left = u2(at);
        at += 2;
        for (; left > 0; left--) {
            int name = constants[u2(at + 2)];
            if (wanted.contains(file, name + 2, u2(name)) && wanted.matches(methodName(at), methodDescriptor(at))) {
                return true;
            }
            at = afterAttributes(at + 6);
        }
        return false;
    }

    /** Where the methods begin, in their order: what the questions about one of them ask for. */
    int[] methods() {
        int at = afterFields();
        int[] methods = new int[u2(at)];
        at += 2;
        for (int i = 0; i < methods.length; i++) {
            methods[i] = at;
            at = afterAttributes(at + 6);
        }
        return methods;
    }

    private int afterFields() {
        int at = afterConstants + 8 + 2 * u2(afterConstants + 6);
        int fields = u2(at);
        at += 2;
        for (int i = 0; i < fields; i++) {
            at = afterAttributes(at + 6);
        }
        return at;
    }

    int methodAccess(int method) {
        return u2(method);
    }

    String methodName(int method) {
        return utf8(constants[u2(method + 2)]);
    }

    String methodDescriptor(int method) {
        return utf8(constants[u2(method + 4)]);
    }

    /** How many local variables a method has, the slots of its parameters included; 0 without a body. */
    int maxLocals(int method) {
        int attributes = u2(method + 6);
        int at = method + 8;
        for (int i = 0; i < attributes; i++) {
            int name = constants[u2(at)];
            if (u2(name) == CODE.length() && isAt(name + 2, CODE)) {
                return u2(at + 8);
            }
            at += 6 + u4(at + 2);
        }
        return 0;
    }

    private int afterAttributes(int at) {
        int count = u2(at);
        int next = at + 2;
        for (int i = 0; i < count; i++) {
            next += 6 + u4(next + 2);
        }
        return next;
    }

    private String className(int index) {
        return utf8(constants[u2(constants[index])]);
    }

    private String utf8(int at) {
        int end = at + 2 + u2(at);
        char[] chars = new char[end - at - 2];
        int length = 0;
        for (int i = at + 2; i < end; i++) {
            int c = file[i] & 0xff;
            if (c >= 0xe0) {
                c = (c & 0x0f) << 12 | (file[++i] & 0x3f) << 6 | file[++i] & 0x3f;
            } else if (c >= 0x80) {
                c = (c & 0x1f) << 6 | file[++i] & 0x3f;
            }
            chars[length++] = (char) c;
        }
        return new String(chars, 0, length);
    }

    private int u2(int at) {
        return (file[at] & 0xff) << 8 | file[at + 1] & 0xff;
    }

    private int u4(int at) {
        return u2(at) << 16 | u2(at + 2);
    }
}

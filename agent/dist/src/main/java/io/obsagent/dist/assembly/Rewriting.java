package io.obsagent.dist.assembly;

import java.util.Collections;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** Rewrites class files: other names for what they refer to, and nothing in them that only a debugger reads. */
final class Rewriting {

    private Rewriting() {}

    /**
     * Renames every reference to a class whose internal name begins with a prefix.
     *
     * @param prefixes prefix to replacement
     * @param keepLines whether line numbers stay, for stack traces
     */
    static byte[] rename(byte[] classFile, Map<String, String> prefixes, boolean keepLines) {
        return rename(classFile, prefixes, Collections.<String, String>emptyMap(), keepLines);
    }

    /**
     * As {@link #rename(byte[], Map, boolean)}, and replaces how texts begin.
     *
     * @param texts beginning of a string constant to replacement
     */
    static byte[] rename(
            byte[] classFile, final Map<String, String> prefixes, final Map<String, String> texts, boolean keepLines) {
        Remapper names = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                for (Map.Entry<String, String> prefix : prefixes.entrySet()) {
                    if (internalName.startsWith(prefix.getKey())) {
                        return prefix.getValue()
                                + internalName.substring(prefix.getKey().length());
                    }
                }
                return internalName;
            }

            @Override
            public Object mapValue(Object value) {
                return value instanceof String ? mapText((String) value) : super.mapValue(value);
            }

            private String mapText(String text) {
                for (Map.Entry<String, String> beginning : texts.entrySet()) {
                    if (text.startsWith(beginning.getKey())) {
                        return beginning.getValue()
                                + text.substring(beginning.getKey().length());
                    }
                }
                String mapped = map(text.replace('.', '/'));
                return text.indexOf('.') < 0 || mapped.equals(text.replace('.', '/')) ? text : mapped.replace('/', '.');
            }
        };
        ClassWriter writer = new ClassWriter(0);
        ClassVisitor slim = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                // read by Kotlin's reflection only, and a fifth of its class files
                return descriptor.equals("Lkotlin/Metadata;") ? null : super.visitAnnotation(descriptor, visible);
            }

            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return new WithoutVariables(super.visitMethod(access, name, descriptor, signature, exceptions));
            }
        };
        new ClassReader(classFile).accept(new ClassRemapper(slim, names), keepLines ? 0 : ClassReader.SKIP_DEBUG);
        return writer.toByteArray();
    }

    /** Without the names of parameters and local variables, which the JVM would read with every class of ours. */
    private static final class WithoutVariables extends MethodVisitor {

        WithoutVariables(MethodVisitor method) {
            super(Opcodes.ASM9, method);
        }

        @Override
        public void visitParameter(String name, int access) {
            // left out
        }

        @Override
        public void visitLocalVariable(
                String name, String descriptor, String signature, Label start, Label end, int index) {
            // left out
        }
    }
}

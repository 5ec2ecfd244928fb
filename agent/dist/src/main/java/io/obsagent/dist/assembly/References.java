package io.obsagent.dist.assembly;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/** The classes that a class file mentions, in its code or as text that may be given to Class.forName. */
final class References {

    private References() {}

    /** Internal names, JDK classes included. */
    static Set<String> of(byte[] classFile) {
        final Set<String> names = new HashSet<String>();
        Remapper collector = new Remapper(Opcodes.ASM9) {
            @Override
            public String map(String internalName) {
                names.add(internalName);
                return internalName;
            }
        };
        ClassVisitor texts = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitLdcInsn(Object value) {
                        if (value instanceof String && ((String) value).indexOf('.') > 0) {
                            names.add(((String) value).replace('.', '/'));
                        }
                    }
                };
            }
        };
        new ClassReader(classFile).accept(new ClassRemapper(texts, collector), ClassReader.SKIP_FRAMES);
        return names;
    }
}

package io.obsagent.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Weaves calls of the dispatcher into the methods that rules select. Methods that no rule selects are copied untouched.
 *
 * <p>Works on the ASM that Byte Buddy carries, not on Byte Buddy's types: the advice is always the same, so 30 classes do
 * what takes 700 otherwise. See docs/rationale.md for the figures.
 */
final class Weaver {

    private static final int WITHOUT_BODY = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

    private Weaver() {}

    /**
     * Weaves a class.
     *
     * @param file the class file
     * @param rules rules that select the type
     * @return the woven class file, or null when no method is selected
     */
    static byte[] weave(byte[] file, List<Rule> rules) {
        Map<String, Selected> selected = select(new ClassHeader(file), rules);
        return selected.isEmpty() ? null : weave(new ClassReader(file), selected);
    }

    /** Finds the methods to be woven, without ASM: reading a class costs it nearly as much as writing one. */
    private static Map<String, Selected> select(ClassHeader header, List<Rule> rules) {
        Map<String, Selected> methods = new HashMap<String, Selected>();
        for (int method : header.methods()) {
            // a bridge leads to the method that it bridges to
            if ((header.methodAccess(method) & (WITHOUT_BODY | Opcodes.ACC_BRIDGE)) != 0) {
                continue;
            }
            String name = header.methodName(method);
            String descriptor = header.methodDescriptor(method);
            Selected selected = null;
            for (Rule rule : rules) {
                if (rule.matchesMethod(name, descriptor)) {
                    selected = selected == null ? new Selected() : selected;
                    selected.rules.add(rule);
                }
            }
            if (selected != null) {
                selected.maxLocals = header.maxLocals(method);
                methods.put(name + descriptor, selected);
            }
        }
        return methods;
    }

    /**
     * Weaves the methods that the configuration names.
     *
     * @param targets those that select the class, but perhaps for its annotations
     * @return the woven class file, or null when no method is selected
     */
    static byte[] weave(byte[] file, List<MethodTarget> targets, MethodPoints points) {
        ClassReader reader = new ClassReader(file);
        TargetSelection selection = new TargetSelection(targets, points);
        reader.accept(selection, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return selection.methods.isEmpty() ? null : weave(reader, selection.methods);
    }

    private static byte[] weave(ClassReader reader, Map<String, Selected> methods) {
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Woven(writer, methods), ClassReader.EXPAND_FRAMES);
        return writer.toByteArray();
    }

    /** A method to be woven. */
    static final class Selected {
        final List<Rule> rules = new ArrayList<Rule>(2);
        int maxLocals;
    }

    private static final class Woven extends ClassVisitor {
        private final Map<String, Selected> methods;
        private String className;
        private int version;

        Woven(ClassWriter writer, Map<String, Selected> methods) {
            super(Opcodes.ASM9, writer);
            this.methods = methods;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            this.className = name;
            this.version = version & 0xffff;
            super.visit(version, access, name, signature, superName, interfaces);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
            Selected selected = methods.get(name + descriptor);
            if (selected != null) {
                int firstLocal = selected.maxLocals;
                for (int i = selected.rules.size() - 1; i >= 0; i--) {
                    // the last rule's visitor is next to the writer and sees the locals of those before it as the
                    // body's
                    int local = firstLocal + i * HookedMethod.LOCALS;
                    Rule rule = selected.rules.get(i);
                    method = new HookedMethod(method, className, version, access, name, descriptor, rule, local);
                }
            }
            return method;
        }
    }
}

package io.obsagent.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Looks at woven classes: the first handler that a call of the dispatcher's has must be one for all throwables that forgets what
 * was thrown.
 */
final class DispatcherGuards {

    private static final String DISPATCHER = "java/lang/ObsAgentDispatcher";

    /** Methods with a call that has another handler first, or none. */
    final List<String> unguarded = new ArrayList<>();

    /** How many calls were looked at. */
    int calls;

    void check(byte[] woven) {
        new ClassReader(woven)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            private String className;

                            @Override
                            public void visit(
                                    int version,
                                    int access,
                                    String name,
                                    String signature,
                                    String superName,
                                    String[] types) {
                                className = name;
                            }

                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new Method(className + "." + name + descriptor);
                            }
                        },
                        ClassReader.SKIP_FRAMES | ClassReader.SKIP_DEBUG);
    }

    private record Handler(Label start, Label end, Label handler, String type) {}

    private final class Method extends MethodVisitor {
        private final String name;
        private final List<Handler> handlers = new ArrayList<>();
        private final Map<Label, Integer> labels = new HashMap<>();
        /** By the number of the instruction, counting calls and what follows labels. */
        private final List<Integer> dispatcherCalls = new ArrayList<>();

        private final Map<Integer, Integer> opcodes = new HashMap<>();
        private int instruction;

        Method(String name) {
            super(Opcodes.ASM9);
            this.name = name;
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            handlers.add(new Handler(start, end, handler, type));
        }

        @Override
        public void visitLabel(Label label) {
            labels.put(label, ++instruction);
        }

        @Override
        public void visitInsn(int opcode) {
            opcodes.putIfAbsent(instruction, opcode);
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            opcodes.putIfAbsent(instruction, opcode);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            if (owner.equals(DISPATCHER)) {
                calls++;
                dispatcherCalls.add(instruction);
            }
        }

        @Override
        public void visitEnd() {
            for (int call : dispatcherCalls) {
                Handler first = handlers.stream()
                        .filter(range -> labels.get(range.start) <= call && call < labels.get(range.end))
                        .findFirst()
                        .orElse(null);
                if (first == null
                        || !"java/lang/Throwable".equals(first.type)
                        || opcodes.getOrDefault(labels.get(first.handler), -1) != Opcodes.POP) {
                    unguarded.add(name);
                }
            }
        }
    }
}

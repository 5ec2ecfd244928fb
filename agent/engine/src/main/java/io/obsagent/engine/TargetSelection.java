package io.obsagent.engine;

import io.obsagent.engine.Weaver.Selected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Finds the methods of a class that targets select. Annotations that are not visible at run time do not count: the JVM has
 * forgotten those of classes that are loaded already.
 */
final class TargetSelection extends ClassVisitor {

    /** Neither without a body nor made by the compiler. */
    private static final int NOT_WRITTEN =
            Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC;

    final Map<String, Selected> methods = new HashMap<String, Selected>();

    private final List<MethodTarget> targets;
    private final MethodPoints points;
    private final Set<String> annotations = new HashSet<String>();
    private String className;

    TargetSelection(List<MethodTarget> targets, MethodPoints points) {
        super(Opcodes.ASM9);
        this.targets = targets;
        this.points = points;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        className = name.replace('/', '.');
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        if (visible) {
            annotations.add(descriptor);
        }
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, final String name, final String descriptor, String signature, String[] exceptions) {
        if ((access & NOT_WRITTEN) != 0 || name.charAt(0) == '<') {
            return null;
        }
        final List<MethodTarget> candidates = new ArrayList<MethodTarget>(2);
        for (MethodTarget target : targets) {
            boolean annotated = target.typeAnnotation == null || annotations.contains(target.typeAnnotation);
            if (annotated && target.matchesMethod(name, descriptor)) {
                candidates.add(target);
            }
        }
        return candidates.isEmpty() ? null : new Candidate(name, descriptor, candidates);
    }

    /** A method that targets select, but perhaps for its annotations. */
    private final class Candidate extends MethodVisitor {
        private final String name;
        private final String descriptor;
        private final List<MethodTarget> candidates;
        private final Set<String> ofMethod = new HashSet<String>();
        private final Selected selected = new Selected();

        Candidate(String name, String descriptor, List<MethodTarget> candidates) {
            super(Opcodes.ASM9);
            this.name = name;
            this.descriptor = descriptor;
            this.candidates = candidates;
        }

        @Override
        public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
            if (visible) {
                ofMethod.add(annotation);
            }
            return null;
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            selected.maxLocals = maxLocals;
        }

        @Override
        public void visitEnd() {
            for (MethodTarget target : candidates) {
                if (target.methodAnnotation == null || ofMethod.contains(target.methodAnnotation)) {
                    Rule rule = points.rule(target, className, name);
                    if (rule != null) {
                        selected.rules.add(rule);
                    }
                }
            }
            if (!selected.rules.isEmpty()) {
                methods.put(name + descriptor, selected);
            }
        }
    }
}

package io.obsagent.engine;

import java.io.IOException;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/**
 * Copies the advice into the methods that rules select. The only class that touches Byte Buddy, so Byte Buddy is loaded
 * when the first class is woven.
 */
final class Weaver {

    private final ClassFileLocator advices;
    private final ByteBuddy byteBuddy = new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(Implementation.Context.Disabled.Factory.INSTANCE);

    Weaver(AgentClasses classes) {
        this.advices = new AgentLocator(classes);
    }

    /**
     * Weaves a class.
     *
     * @param loader sees the class's super types; null for the boot loader
     * @param name binary name
     * @param file the class file
     * @param rules rules that select the type
     * @return the woven class file, or null when no method is selected
     */
    byte[] weave(ClassLoader loader, String name, byte[] file, List<Rule> rules) {
        ClassFileLocator self = ClassFileLocator.Simple.of(name, file);
        ClassFileLocator locator = new ClassFileLocator.Compound(self, ClassFileLocator.ForClassLoader.of(loader == null ? ClassLoader.getSystemClassLoader().getParent() : loader));
        TypePool pool = TypePool.Default.WithLazyResolution.of(locator);
        TypeDescription type = pool.describe(name).resolve();
        DynamicType.Builder<?> builder = null;
        for (Rule rule : rules) {
            for (Kind kind : Kind.values()) {
                Selected selected = new Selected(rule, kind);
                if (!type.getDeclaredMethods().filter(selected).isEmpty()) {
                    builder = (builder == null ? byteBuddy.decorate(type, locator) : builder)
                            .visit(advice(rule, kind).on(selected));
                }
            }
        }
        return builder == null ? null : builder.make().getBytes();
    }

    private Advice advice(Rule rule, Kind kind) {
        Class<?> advice = kind == Kind.CONSTRUCTOR
                ? ConstructorAdvice.class
                : rule.replacing ? ReplacingAdvice.class : MethodAdvice.class;
        return Advice.withCustomMapping().bind(HookPoint.class, (Object) rule.point).to(advice, advices);
    }

    private enum Kind {
        METHOD,
        CONSTRUCTOR
    }

    /** The methods with a body that a rule selects; bridges lead to the method that they bridge to. */
    private static final class Selected implements ElementMatcher<MethodDescription> {
        private final Rule rule;
        private final Kind kind;

        Selected(Rule rule, Kind kind) {
            this.rule = rule;
            this.kind = kind;
        }

        @Override
        public boolean matches(MethodDescription method) {
            return method != null
                    && method.isConstructor() == (kind == Kind.CONSTRUCTOR)
                    && !method.isTypeInitializer()
                    && !method.isAbstract()
                    && !method.isNative()
                    && !method.isBridge()
                    && rule.matchesMethod(method.getInternalName(), method.getDescriptor());
        }
    }

    private static final class AgentLocator implements ClassFileLocator {
        private final AgentClasses classes;

        AgentLocator(AgentClasses classes) {
            this.classes = classes;
        }

        @Override
        public Resolution locate(String name) throws IOException {
            byte[] file = classes.classFile(name);
            return file == null ? new Resolution.Illegal(name) : new Resolution.Explicit(file);
        }

        @Override
        public void close() {}
    }
}

package io.obsagent.verify.matrix;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.params.ParameterInfo;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/** Tells {@link SupportRecord} what came of the tests that run with a {@link Library} or are about a {@link JdkPart}. */
public final class SupportRecorder implements InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(SupportRecorder.class);

    /** Tests of a class that cannot be prepared have failed. */
    @Override
    public void interceptBeforeAllMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        record(invocation, context, false);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        record(invocation, context, true);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        record(invocation, context, true);
    }

    private static void record(Invocation<Void> code, ExtensionContext context, boolean test) throws Throwable {
        SupportRecord record = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SupportRecord.class, key -> new SupportRecord(), SupportRecord.class);
        Set<Library> libraries = libraries(context);
        try {
            code.proceed();
            if (test) {
                libraries.forEach(record::passed);
            }
        } catch (TestAbortedException skipped) {
            throw skipped;
        } catch (Throwable failure) {
            libraries.forEach(record::failed);
            throw failure;
        }
    }

    /** The libraries that a test and its class are run with, and the parts of the JDK that it is about. */
    private static Set<Library> libraries(ExtensionContext test) {
        Set<Library> libraries = new LinkedHashSet<>();
        JdkPart parts = null;
        for (Optional<ExtensionContext> context = Optional.of(test);
                context.isPresent();
                context = context.get().getParent()) {
            ParameterInfo parameters = ParameterInfo.get(context.get());
            if (parameters != null) {
                for (Object argument : parameters.getArguments().toArray()) {
                    if (argument instanceof Library library) {
                        libraries.add(library);
                    }
                }
            }
            if (parts == null) {
                parts = AnnotationSupport.findAnnotation(context.get().getElement(), JdkPart.class)
                        .orElse(null);
            }
        }
        if (parts != null) {
            for (String key : parts.value()) {
                Library part = Libraries.all(key).get(0);
                if (part.java() <= TestedJava.feature()) {
                    libraries.add(part);
                }
            }
        }
        return libraries;
    }
}

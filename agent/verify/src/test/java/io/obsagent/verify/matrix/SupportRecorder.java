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
import org.opentest4j.TestAbortedException;

/** Tells {@link SupportRecord} what came of the tests that run with a {@link Library}. */
public final class SupportRecorder implements InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(SupportRecorder.class);

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        record(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        record(invocation, context);
    }

    private static void record(Invocation<Void> test, ExtensionContext context) throws Throwable {
        SupportRecord record = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SupportRecord.class, key -> new SupportRecord(), SupportRecord.class);
        Set<Library> libraries = libraries(context);
        try {
            test.proceed();
            libraries.forEach(record::passed);
        } catch (TestAbortedException skipped) {
            throw skipped;
        } catch (Throwable failure) {
            libraries.forEach(record::failed);
            throw failure;
        }
    }

    /** The libraries that a test and its class are run with. */
    private static Set<Library> libraries(ExtensionContext test) {
        Set<Library> libraries = new LinkedHashSet<>();
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
        }
        return libraries;
    }
}

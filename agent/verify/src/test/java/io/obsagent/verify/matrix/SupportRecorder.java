package io.obsagent.verify.matrix;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Tells {@link SupportRecord} what came of the tests that run with a {@link Library}. */
final class SupportRecorder implements InvocationInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(SupportRecorder.class);

    /** A class that is run once for each version gets the library in its constructor. */
    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation, ReflectiveInvocationContext<Constructor<T>> constructor, ExtensionContext context)
            throws Throwable {
        context.getStore(NAMESPACE).put(List.class, constructor.getArguments());
        return invocation.proceed();
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        record(invocation, context.getStore(NAMESPACE).get(List.class, List.class), context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        record(invocation, method.getArguments(), context);
    }

    private static void record(Invocation<Void> test, List<?> arguments, ExtensionContext context) throws Throwable {
        SupportRecord record = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(SupportRecord.class, key -> new SupportRecord(), SupportRecord.class);
        List<Library> libraries = arguments.stream()
                .filter(Library.class::isInstance)
                .map(Library.class::cast)
                .toList();
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
}

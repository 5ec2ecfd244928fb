package io.obsagent.verify.agent;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Makes what seams are made of and called with: the agent's objects by their constructors, operations by the telemetry, and
 * of the libraries' types stubs that tell of each call, or, where there can be none, the simplest instance.
 */
final class SeamParts {

    private static final int MAX_DEPTH = 4;

    /** Types that seams expect where the library's own declare less. */
    private static final Map<String, String> RATHER = Map.of(
            "javax.servlet.ServletResponse", "javax.servlet.http.HttpServletResponse",
            "jakarta.servlet.ServletResponse", "jakarta.servlet.http.HttpServletResponse",
            "org.xnio.conduits.Conduit", "org.xnio.conduits.StreamSourceConduit");

    private final ClassLoader loader;
    private final Object telemetry;
    private final Listener listener;
    private final Map<Class<?>, Class<?>> subclasses = new HashMap<>();

    /** Told of each call of a stub. */
    interface Listener {
        /** What it throws, the stub throws. */
        void called(Class<?> type, Method method) throws Throwable;
    }

    SeamParts(ClassLoader loader, Object telemetry, Listener listener) {
        this.loader = loader;
        this.telemetry = telemetry;
        this.listener = listener;
    }

    /** The result of a public method, found by its name and the number of its parameters. */
    static Object call(Class<?> type, Object instance, String name, Object... arguments) throws Exception {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
                return method.invoke(instance, arguments);
            }
        }
        throw new NoSuchMethodException(type + " " + name);
    }

    Object[] makeAll(Class<?>[] types) throws Exception {
        Object[] made = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            made[i] = make(types[i]);
        }
        return made;
    }

    Object make(Class<?> type) throws Exception {
        return make(type, 0);
    }

    private Object make(Class<?> type, int depth) throws Exception {
        String rather = RATHER.get(type.getName());
        if (rather != null) {
            return make(loader.loadClass(rather), depth);
        }
        if (type.isPrimitive()) {
            return number(type);
        }
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, make(type.getComponentType(), depth));
            return array;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return new IllegalStateException("the application's own");
        }
        Object special = special(type);
        if (special != null) {
            return special;
        }
        if (depth > MAX_DEPTH) {
            return null;
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(loader, new Class<?>[] {type}, new Stub(type, depth));
        }
        if (isOwn(type) && !Modifier.isAbstract(type.getModifiers()) || Modifier.isFinal(type.getModifiers())) {
            return construct(type, depth);
        }
        return subclass(type, depth);
    }

    /** Null for all types that are like others. */
    private Object special(Class<?> type) throws Exception {
        switch (type.getName()) {
            case "java.lang.String":
                return "text";
            case "java.lang.Object":
                return new Object();
            case "java.util.Map":
                return Map.of();
            case "java.util.logging.LogRecord":
                return new LogRecord(Level.INFO, "text");
            case "java.net.http.HttpHeaders":
                return HttpHeaders.of(Map.of(), (name, value) -> true);
            case "io.obsagent.api.Operation":
            case "io.obsagent.api.Snapshot":
                return call(telemetry.getClass(), telemetry, "job", "shop.Report", "run");
            case "io.grpc.Status":
                return type.getField("OK").get(null);
            case "io.grpc.CallOptions":
                return type.getField("DEFAULT").get(null);
            case "io.grpc.Context":
                return type.getField("ROOT").get(null);
            case "io.grpc.Attributes":
                return type.getField("EMPTY").get(null);
            case "io.grpc.Metadata":
                return type.getConstructor().newInstance();
            case "okhttp3.Request":
                Object request = loader.loadClass(type.getName() + "$Builder")
                        .getConstructor()
                        .newInstance();
                request.getClass().getMethod("url", String.class).invoke(request, "http://shop.test/");
                return call(request.getClass(), request, "build");
            case "io.grpc.MethodDescriptor":
                Object builder = call(type, null, "newBuilder");
                Class<?> types = builder.getClass();
                call(types, builder, "setFullMethodName", "shop.Cart/Add");
                call(
                        types,
                        builder,
                        "setType",
                        loader.loadClass(type.getName() + "$MethodType")
                                .getField("UNARY")
                                .get(null));
                Object marshaller = make(loader.loadClass(type.getName() + "$Marshaller"));
                call(types, builder, "setRequestMarshaller", marshaller);
                call(types, builder, "setResponseMarshaller", marshaller);
                return call(types, builder, "build");
            default:
                return null;
        }
    }

    private Object construct(Class<?> type, int depth) throws Exception {
        Constructor<?> chosen = null;
        for (Constructor<?> each : type.getDeclaredConstructors()) {
            // of ours the one that sets all; of a library's the simplest
            if (!each.isSynthetic()
                    && (chosen == null || (each.getParameterCount() > chosen.getParameterCount()) == isOwn(type))) {
                chosen = each;
            }
        }
        chosen.setAccessible(true);
        Object[] arguments = new Object[chosen.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = make(chosen.getParameterTypes()[i], depth + 1);
        }
        Object made = chosen.newInstance(arguments);
        if (isOwn(type)) {
            for (Field field : type.getDeclaredFields()) {
                // as it is while the operation is under way
                if (field.getType().getName().equals("io.obsagent.api.Operation")) {
                    field.setAccessible(true);
                    if (!Modifier.isFinal(field.getModifiers()) && field.get(made) == null) {
                        field.set(made, make(field.getType(), depth));
                    }
                }
            }
        }
        return made;
    }

    private Object subclass(Class<?> type, int depth) throws Exception {
        Class<?> known = subclasses.get(type);
        if (known == null) {
            known = new ByteBuddy()
                    .subclass(type)
                    .method(ElementMatchers.not(ElementMatchers.isDeclaredBy(Object.class)))
                    .intercept(InvocationHandlerAdapter.of(new Stub(type, depth)))
                    .make()
                    .load(
                            type.getClassLoader() == null ? loader : type.getClassLoader(),
                            ClassLoadingStrategy.Default.WRAPPER)
                    .getLoaded();
            subclasses.put(type, known);
        }
        // its constructors want what only the library has
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Object constructors = call(factory, null, "getReflectionFactory");
        Constructor<?> ofAnyObject = Object.class.getDeclaredConstructor();
        return ((Constructor<?>) call(factory, constructors, "newConstructorForSerialization", known, ofAnyObject))
                .newInstance();
    }

    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith("io.obsagent.");
    }

    private static Object number(Class<?> type) {
        if (type == boolean.class) {
            return true;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == double.class) {
            return 1.0;
        }
        return type == int.class ? (Object) 1 : type == void.class ? null : (Object) (byte) 1;
    }

    private final class Stub implements InvocationHandler {
        private final Class<?> type;
        private final int depth;

        Stub(Class<?> type, int depth) {
            this.type = type;
            this.depth = depth;
        }

        @Override
        public Object invoke(Object stub, Method method, Object[] arguments) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                switch (method.getName()) {
                    case "hashCode":
                        return System.identityHashCode(stub);
                    case "equals":
                        return stub == arguments[0];
                    default:
                        return type.getName();
                }
            }
            listener.called(type, method);
            if (type == List.class && method.getName().equals("size")) {
                return 0;
            }
            if (method.getReturnType() == Object.class && type.getName().startsWith("java.util.")) {
                Class<?> element = loader.loadClass("org.apache.kafka.clients.consumer.ConsumerRecord");
                return element.getConstructor(String.class, int.class, long.class, Object.class, Object.class)
                        .newInstance("orders", 0, 0L, null, null);
            }
            return make(method.getReturnType(), depth + 1);
        }
    }
}

package io.obsagent.verify.apps.grpc;

import io.grpc.ServerBuilder;
import java.lang.reflect.Constructor;

/** gRPC's servlet in a container; javax and jakarta differ in the names of classes, which are therefore looked up. */
abstract class ServletTransport extends NetworkTransport {

    @Override
    public ServerBuilder<?> server(String name, int port) {
        try {
            return (ServerBuilder<?>)
                    library("ServletServerBuilder").getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public abstract int start(ServerBuilder<?> server, int port) throws Exception;

    /** The method for it came later than the servlet. */
    static Object servlet(ServerBuilder<?> server) throws ReflectiveOperationException {
        try {
            return server.getClass().getMethod("buildServlet").invoke(server);
        } catch (NoSuchMethodException old) {
            Constructor<?> servlet = library("GrpcServlet").getDeclaredConstructor(library("ServletAdapter"));
            servlet.setAccessible(true);
            return servlet.newInstance(
                    server.getClass().getMethod("buildServletAdapter").invoke(server));
        }
    }

    private static Class<?> library(String name) throws ClassNotFoundException {
        try {
            return Class.forName("io.grpc.servlet.jakarta." + name);
        } catch (ClassNotFoundException javax) {
            return Class.forName("io.grpc.servlet." + name);
        }
    }
}

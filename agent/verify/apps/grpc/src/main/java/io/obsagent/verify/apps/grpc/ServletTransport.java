package io.obsagent.verify.apps.grpc;

import io.grpc.ServerBuilder;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/** gRPC's servlet in Tomcat; javax and jakarta differ in the names of classes, which are therefore looked up. */
final class ServletTransport extends NetworkTransport {

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
    public int start(ServerBuilder<?> server, int port) throws Exception {
        Object servlet = servlet(server);
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
        Connector connector = new Connector();
        connector.setPort(port);
        connector.addUpgradeProtocol(new Http2Protocol());
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        for (Method method : Tomcat.class.getMethods()) {
            Class<?>[] types = method.getParameterTypes();
            boolean named = method.getName().equals("addServlet") && types.length == 3;
            if (named && types[0] == Context.class && types[2].isInstance(servlet)) {
                Wrapper wrapper = (Wrapper) method.invoke(null, context, "grpc", servlet);
                wrapper.setAsyncSupported(true);
            }
        }
        context.addServletMappingDecoded("/*", "grpc");
        tomcat.start();
        return connector.getLocalPort();
    }

    /** The client takes the empty frame that Tomcat sends then for an error of the protocol. */
    @Override
    public boolean answersWithoutMessages() {
        return false;
    }

    /** The method for it came later than the servlet. */
    private static Object servlet(ServerBuilder<?> server) throws ReflectiveOperationException {
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

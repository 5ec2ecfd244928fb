package io.obsagent.verify.apps.grpc;

import io.grpc.ServerBuilder;
import java.lang.reflect.Method;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;

/** gRPC's servlet in Tomcat. */
final class TomcatServletTransport extends ServletTransport {

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

    /** gRPC's servlet completes such a request when Tomcat is done with it, and what is left of a deadline varies. */
    @Override
    public boolean outlivesResets() {
        return false;
    }
}

package io.obsagent.verify.apps.grpc;

import io.grpc.ServerBuilder;
import jakarta.servlet.Servlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** gRPC's servlet in Jetty 12. */
final class JettyServletTransport extends ServletTransport {

    @Override
    public int start(ServerBuilder<?> server, int port) throws Exception {
        Server jetty = new Server();
        ServerConnector connector =
                new ServerConnector(jetty, new HTTP2CServerConnectionFactory(new HttpConfiguration()));
        connector.setPort(port);
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder((Servlet) servlet(server));
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        jetty.setHandler(context);
        jetty.start();
        return connector.getLocalPort();
    }
}

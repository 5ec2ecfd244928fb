package io.obsagent.verify.apps.jetty12;

import io.obsagent.verify.apps.web.WebApp;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/**
 * The web application on Jetty: {@code /shop} with static files and an error page, {@code /bare} without a default
 * servlet.
 */
public final class JettyMain {

    private JettyMain() {}

    /** @param args a directory with static files */
    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler shop = new ServletContextHandler("/shop", ServletContextHandler.SESSIONS);
        shop.setBaseResourceAsPath(Path.of(args[0]).toRealPath());
        shop.addServlet(DefaultServlet.class, "/").setAsyncSupported(true);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/oops");
        shop.setErrorHandler(errors);
        shop.addServletContainerInitializer((classes, context) -> WebApp.deploy(context));
        ServletContextHandler bare = new ServletContextHandler("/bare", ServletContextHandler.SESSIONS);
        bare.addServletContainerInitializer((classes, context) -> WebApp.deployPlain(context));
        server.setHandler(new ContextHandlerCollection(shop, bare));
        server.start();
        System.out.println("port " + connector.getLocalPort());
        System.out.println("done");
        server.join();
    }
}

package io.obsagent.verify.apps.jetty9;

import io.obsagent.verify.apps.web.WebApp;
import java.io.File;
import java.util.function.Consumer;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.servlet.DefaultServlet;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;

/**
 * The web application on Jetty before 12: {@code /shop} with static files and an error page, {@code /bare} without a
 * default servlet.
 */
public final class JettyMain {

    private JettyMain() {}

    /** @param args a directory with static files */
    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler shop = application("/shop", WebApp::deploy);
        shop.setResourceBase(new File(args[0]).getCanonicalPath());
        shop.addServlet(DefaultServlet.class, "/").setAsyncSupported(true);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, "/oops");
        shop.setErrorHandler(errors);
        ContextHandlerCollection applications = new ContextHandlerCollection();
        applications.addHandler(shop);
        applications.addHandler(application("/bare", WebApp::deployPlain));
        server.setHandler(applications);
        server.start();
        System.out.println("port " + connector.getLocalPort());
        System.out.println("done");
        server.join();
    }

    private static ServletContextHandler application(String path, Consumer<ServletContext> deployment) {
        ServletContextHandler handler = new ServletContextHandler(ServletContextHandler.SESSIONS);
        handler.setContextPath(path);
        handler.getServletHandler().setEnsureDefaultServlet(false);
        handler.addEventListener(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                deployment.accept(event.getServletContext());
            }

            @Override
            public void contextDestroyed(ServletContextEvent event) {}
        });
        return handler;
    }
}

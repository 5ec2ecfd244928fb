package io.obsagent.verify.apps.tomcat9;

import io.obsagent.verify.apps.web.WebApp;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/**
 * The web application on Tomcat: {@code /shop} with static files and an error page, {@code /bare} without a default
 * servlet, so that unknown paths reach no servlet.
 */
public final class TomcatMain {

    private TomcatMain() {}

    /** @param args a directory with static files, a directory to work in */
    public static void main(String[] args) throws Exception {
        Tomcat tomcat = server(args[1]);
        Context shop = tomcat.addContext("/shop", args[0]);
        Tomcat.addServlet(shop, "default", new DefaultServlet());
        shop.addServletMappingDecoded("/", "default");
        shop.addErrorPage(errorPage());
        shop.addServletContainerInitializer((classes, context) -> WebApp.deploy(context), null);
        Context bare = tomcat.addContext("/bare", null);
        bare.addServletContainerInitializer((classes, context) -> WebApp.deployPlain(context), null);
        tomcat.start();
        System.out.println("port " + tomcat.getConnector().getLocalPort());
        System.out.println("done");
        tomcat.getServer().await();
    }

    static Tomcat server(String directory) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory);
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        return tomcat;
    }

    private static ErrorPage errorPage() {
        ErrorPage page = new ErrorPage();
        page.setLocation("/oops");
        return page;
    }
}

package io.obsagent.verify.apps.web;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
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
        ErrorPage errors = new ErrorPage();
        errors.setLocation("/oops");
        shop.addErrorPage(errors);
        shop.addServletContainerInitializer(
                (classes, context) -> {
                    WebApp.add(context, "default", new DefaultServlet(), "/");
                    WebApp.deploy(context);
                },
                null);
        Context bare = tomcat.addContext("/bare", args[0]);
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
        connector.addUpgradeProtocol(new Http2Protocol());
        tomcat.getService().addConnector(connector);
        tomcat.setConnector(connector);
        return tomcat;
    }
}

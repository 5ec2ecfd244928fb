package io.obsagent.verify.apps.web;

import java.io.File;
import java.lang.reflect.Method;
import javax.servlet.ServletContainerInitializer;
import org.apache.catalina.Context;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.AccessLogValve;
import org.apache.coyote.http2.Http2Protocol;

/**
 * The web application on Tomcat: {@code /shop} with static files and an error page, {@code /bare} without a default
 * servlet, so that unknown paths reach no servlet.
 */
public final class TomcatMain {

    private static final String JSP = "org.apache.jasper.servlet.JasperInitializer";

    private TomcatMain() {}

    /** @param args a directory with static files, a directory to work in */
    public static void main(String[] args) throws Exception {
        Tomcat tomcat = server(args[1]);
        Context shop = tomcat.addContext("/shop", args[0]);
        addErrorPage(shop, "/oops");
        shop.addServletContainerInitializer(
                (classes, context) -> {
                    WebApp.add(context, "default", new DefaultServlet(), "/");
                    WebApp.deploy(context);
                },
                null);
        if (WebApp.isThere(JSP)) {
            shop.addServletContainerInitializer(
                    (ServletContainerInitializer)
                            Class.forName(JSP).getConstructor().newInstance(),
                    null);
        }
        Context bare = tomcat.addContext("/bare", args[0]);
        bare.addServletContainerInitializer((classes, context) -> WebApp.deployPlain(context), null);
        logRequests(tomcat, args[1]);
        tomcat.start();
        System.out.println("port " + tomcat.getConnector().getLocalPort());
        System.out.println("done");
        tomcat.getServer().await();
    }

    private static void logRequests(Tomcat tomcat, String directory) throws Exception {
        String logback = "ch.qos.logback.access.tomcat.LogbackValve";
        if (WebApp.isThere(logback)) {
            AccessLog.logback(directory);
            tomcat.getEngine().getPipeline().addValve((Valve)
                    Class.forName(logback).getConstructor().newInstance());
            return;
        }
        AccessLogValve log = new AccessLogValve();
        File file = AccessLog.file(directory);
        log.setDirectory(file.getParent());
        log.setPrefix(file.getName());
        log.setRotatable(false);
        log.setBuffered(false);
        log.setPattern(AccessLog.pattern("%{", "}r"));
        tomcat.getEngine().getPipeline().addValve(log);
    }

    static Tomcat server(String directory) {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory);
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        try {
            Http2.offer(connector);
        } catch (LinkageError before85) {
            // without HTTP/2
        }
        tomcat.getService().addConnector(connector);
        tomcat.setConnector(connector);
        return tomcat;
    }

    /** The page's class has moved with Tomcat 8. */
    private static void addErrorPage(Context context, String location) throws ReflectiveOperationException {
        for (Method method : Context.class.getMethods()) {
            if (method.getName().equals("addErrorPage")) {
                Object page = method.getParameterTypes()[0].getConstructor().newInstance();
                page.getClass().getMethod("setLocation", String.class).invoke(page, location);
                method.invoke(context, page);
            }
        }
    }

    private static final class Http2 {

        static void offer(Connector connector) {
            connector.addUpgradeProtocol(new Http2Protocol());
        }
    }
}

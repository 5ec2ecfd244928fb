package io.obsagent.verify.apps.web;

import java.util.EnumSet;
import javax.servlet.DispatcherType;
import javax.servlet.FilterRegistration;
import javax.servlet.Servlet;
import javax.servlet.ServletContext;
import javax.servlet.ServletRegistration;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Deploys the application: plain servlets, Spring MVC below {@code /spring}, JAX-RS below {@code /rest}; Struts below
 * {@code /actions} and JSP where they are there.
 */
public final class WebApp {

    /** Of Struts 2.5 and newer, and of 2.3. */
    private static final String[] STRUTS_FILTERS = {
        "org.apache.struts2.dispatcher.filter.StrutsPrepareAndExecuteFilter",
        "org.apache.struts2.dispatcher.ng.filter.StrutsPrepareAndExecuteFilter"
    };

    private WebApp() {}

    /** The servlets, filters and frameworks. */
    public static void deploy(ServletContext context) {
        deployPlain(context);
        AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
        spring.register(SpringConfig.class);
        if (isThere("org.springframework.web.servlet.function.RouterFunction")) {
            spring.register(SpringFunctions.class);
        }
        add(context, "spring", new DispatcherServlet(spring), "/spring/*");
        map(jaxRs(context), "/rest/*");
        for (String filter : STRUTS_FILTERS) {
            if (isThere(filter)) {
                addFilter(context.addFilter("struts", filter), "/actions/*");
            }
        }
        if (isThere("org.apache.jasper.servlet.JspServlet")) {
            map(context.addServlet("jsp", "org.apache.jasper.servlet.JspServlet"), "*.jsp");
        }
    }

    /** The servlets and filters only. */
    public static void deployPlain(ServletContext context) {
        add(context, "hello", new HelloServlet(), "/hello", "/hello/*");
        add(context, "echo", new EchoServlet(), "/echo");
        add(context, "status", new StatusServlet(), "/status/*");
        add(context, "throw", new ThrowServlet(), "/throw/*", "*.throw");
        add(context, "forward", new ForwardServlet(), "/forward");
        add(context, "chunked", new ChunkedServlet(), "/chunked");
        add(context, "session", new SessionServlet(), "/session");
        add(context, "calls", new CallsServlet(), "/calls");
        add(context, "async", new AsyncServlet(), "/async/*");
        if (isThere("javax.servlet.ReadListener")) { // servlet 3.1
            add(context, "non-blocking", new NonBlockingServlet(), "/non-blocking");
        }
        add(context, "oops", new OopsServlet(), "/oops");
        addFilter(context.addFilter("pass", new PassFilter()), "/*");
        addFilter(context.addFilter("login", new LoginFilter()), "/*");
        addFilter(context.addFilter("answer", new AnswerFilter()), "/answered/*");
    }

    /** By the implementation that is there. */
    private static ServletRegistration.Dynamic jaxRs(ServletContext context) {
        return isThere("org.glassfish.jersey.servlet.ServletContainer") ? Jersey.add(context) : RestEasy.add(context);
    }

    static boolean isThere(String type) {
        try {
            Class.forName(type);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    static void add(ServletContext context, String name, Servlet servlet, String... mappings) {
        map(context.addServlet(name, servlet), mappings);
    }

    private static void map(ServletRegistration.Dynamic registration, String... mappings) {
        registration.addMapping(mappings);
        registration.setLoadOnStartup(1);
        registration.setAsyncSupported(true);
    }

    private static void addFilter(FilterRegistration.Dynamic registration, String mapping) {
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, mapping);
        registration.setAsyncSupported(true);
    }
}

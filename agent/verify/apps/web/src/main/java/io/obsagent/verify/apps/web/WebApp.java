package io.obsagent.verify.apps.web;

import java.util.EnumSet;
import javax.servlet.DispatcherType;
import javax.servlet.Filter;
import javax.servlet.FilterRegistration;
import javax.servlet.Servlet;
import javax.servlet.ServletContext;
import javax.servlet.ServletRegistration;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** Deploys the application: plain servlets, Spring MVC below {@code /spring}, JAX-RS below {@code /rest}. */
public final class WebApp {

    private WebApp() {}

    /** The servlets, filters and frameworks. */
    public static void deploy(ServletContext context) {
        deployPlain(context);
        AnnotationConfigWebApplicationContext spring = new AnnotationConfigWebApplicationContext();
        spring.register(SpringConfig.class);
        add(context, "spring", new DispatcherServlet(spring), "/spring/*");
        map(jaxRs(context), "/rest/*");
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
        add(context, "non-blocking", new NonBlockingServlet(), "/non-blocking");
        add(context, "oops", new OopsServlet(), "/oops");
        addFilter(context, "pass", new PassFilter(), "/*");
        addFilter(context, "login", new LoginFilter(), "/*");
        addFilter(context, "answer", new AnswerFilter(), "/answered/*");
    }

    /** By the implementation that is there. */
    private static ServletRegistration.Dynamic jaxRs(ServletContext context) {
        try {
            Class.forName("org.glassfish.jersey.servlet.ServletContainer");
        } catch (ClassNotFoundException noJersey) {
            return RestEasy.add(context);
        }
        return Jersey.add(context);
    }

    static void add(ServletContext context, String name, Servlet servlet, String... mappings) {
        map(context.addServlet(name, servlet), mappings);
    }

    private static void map(ServletRegistration.Dynamic registration, String... mappings) {
        registration.addMapping(mappings);
        registration.setLoadOnStartup(1);
        registration.setAsyncSupported(true);
    }

    private static void addFilter(ServletContext context, String name, Filter filter, String mapping) {
        FilterRegistration.Dynamic registration = context.addFilter(name, filter);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), true, mapping);
        registration.setAsyncSupported(true);
    }
}

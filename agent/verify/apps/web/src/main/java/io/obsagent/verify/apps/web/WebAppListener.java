package io.obsagent.verify.apps.web;

import java.util.function.Consumer;
import javax.servlet.ServletContext;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;

/** Deploys the application when its context starts. */
public final class WebAppListener implements ServletContextListener {

    private final Consumer<ServletContext> deployment;

    /** Deploys the plain part out of a web.xml. */
    public WebAppListener() {
        this(WebApp::deployPlain);
    }

    WebAppListener(Consumer<ServletContext> deployment) {
        this.deployment = deployment;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        deployment.accept(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {}
}

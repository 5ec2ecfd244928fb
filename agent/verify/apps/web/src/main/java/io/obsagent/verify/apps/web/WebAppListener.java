package io.obsagent.verify.apps.web;

import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;

/** Deploys the plain part of the application out of a web.xml. */
public final class WebAppListener implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        WebApp.deployPlain(event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {}
}

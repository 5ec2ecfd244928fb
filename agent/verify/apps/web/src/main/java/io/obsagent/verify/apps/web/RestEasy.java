package io.obsagent.verify.apps.web;

import javax.servlet.ServletContext;
import javax.servlet.ServletRegistration;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;

/** JAX-RS by RESTEasy. */
final class RestEasy {

    private RestEasy() {}

    /** Adds its servlet. */
    static ServletRegistration.Dynamic add(ServletContext context) {
        ServletRegistration.Dynamic servlet = context.addServlet("resteasy", new HttpServlet30Dispatcher());
        servlet.setInitParameter("resteasy.resources", BookResource.class.getName());
        servlet.setInitParameter("resteasy.servlet.mapping.prefix", "/rest");
        return servlet;
    }
}

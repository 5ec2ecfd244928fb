package io.obsagent.verify.apps.web;

import javax.servlet.ServletContext;
import javax.servlet.ServletRegistration;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** JAX-RS by Jersey. */
final class Jersey {

    private Jersey() {}

    /** Adds its servlet. */
    static ServletRegistration.Dynamic add(ServletContext context) {
        return context.addServlet("jersey", new ServletContainer(new ResourceConfig(BookResource.class)));
    }
}

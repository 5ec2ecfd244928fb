package io.obsagent.verify.apps.web;

import java.io.IOException;
import java.util.Enumeration;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;

/** Lets everything pass but a request that carries an attribute of the agent. */
final class PassFilter implements Filter {

    @Override
    public void init(FilterConfig config) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        refuseAttributes(request);
        chain.doFilter(request, response);
        if (!request.isAsyncStarted()) {
            refuseAttributes(request);
        }
    }

    private static void refuseAttributes(ServletRequest request) throws ServletException {
        for (Enumeration<String> names = request.getAttributeNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            if (name.contains("obsagent") || name.contains("trace_") || name.contains("span_")) {
                throw new ServletException("attribute of the agent");
            }
        }
    }

    @Override
    public void destroy() {}
}

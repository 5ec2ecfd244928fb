package io.obsagent.instrumentation.servlet;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;
import io.obsagent.instrumentation.servlet.jersey.JerseyRouteHook;
import io.obsagent.instrumentation.servlet.resteasy.RestEasyRouteHook;
import io.obsagent.instrumentation.servlet.struts.StrutsRouteHook;
import io.obsagent.instrumentation.servlet.tomcat.AccessLogHook;
import io.obsagent.instrumentation.servlet.tomcat.RequestCountedHook;
import io.obsagent.instrumentation.servlet.tomcat.RequestEndHook;
import io.obsagent.instrumentation.servlet.tomcat.RequestHook;
import io.obsagent.instrumentation.servlet.tomcat.ResponseResetHook;
import io.obsagent.instrumentation.servlet.tomcat.ResumeHook;
import io.obsagent.instrumentation.servlet.tomcat.SessionHook;

/** Servlet applications ({@code javax} and {@code jakarta}) in any container, and Tomcat and Undertow as containers. */
public final class ServletInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "servlet";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.alias("javax.servlet", "jakarta.servlet");
        weaving.alias("com.opensymphony.xwork2", "org.apache.struts2"); // Struts 7
        weaveServlets(weaving);
        weaveNonBlocking(weaving);
        weaveTomcat(weaving);
        weaveUndertow(weaving);
        weaveFrameworks(weaving);
    }

    private static void weaveServlets(Weaving weaving) {
        weaving.subtypesOf("javax.servlet.Servlet")
                .methods("service(javax.servlet.ServletRequest, javax.servlet.ServletResponse)")
                .outermost("servlet")
                .with(ServletHook.class);
        weaving.subtypesOf("javax.servlet.Filter")
                .methods(
                        "doFilter(javax.servlet.ServletRequest, javax.servlet.ServletResponse, javax.servlet.FilterChain)")
                .outermost("servlet")
                .with(ServletHook.class);
    }

    private static void weaveNonBlocking(Weaving weaving) {
        weaving.subtypesOf("javax.servlet.ServletInputStream")
                .methods("setReadListener(javax.servlet.ReadListener)")
                .with(IoListenerHook.class);
        weaving.subtypesOf("javax.servlet.ServletOutputStream")
                .methods("setWriteListener(javax.servlet.WriteListener)")
                .with(IoListenerHook.class);
        weaving.subtypesOf("javax.servlet.ReadListener")
                .methods("onDataAvailable()", "onAllDataRead()", "onError(java.lang.Throwable)")
                .with(IoReadyHook.class);
        weaving.subtypesOf("javax.servlet.WriteListener")
                .methods("onWritePossible()", "onError(java.lang.Throwable)")
                .with(IoReadyHook.class);
    }

    private static void weaveTomcat(Weaving weaving) {
        weaving.types("org.apache.catalina.connector.CoyoteAdapter")
                .methods("service(org.apache.coyote.Request, org.apache.coyote.Response)")
                .with(RequestHook.class)
                .methods("asyncDispatch(org.apache.coyote.Request, org.apache.coyote.Response, ..)")
                .with(ResumeHook.class);
        weaving.types("org.apache.coyote.Request")
                .methods("updateCounters()")
                .staysOn()
                .with(RequestCountedHook.class)
                .methods("recycle()")
                .staysOn()
                .with(RequestEndHook.class);
        weaving.types("org.apache.coyote.Response").methods("reset()").with(ResponseResetHook.class);
        weaving.subtypesOf("org.apache.catalina.AccessLog")
                .except("org.apache.catalina.core.StandardEngine")
                .methods("log(org.apache.catalina.connector.Request, org.apache.catalina.connector.Response, long)")
                .outermost("access-log")
                .with(AccessLogHook.class);
        weaving.types("org.apache.catalina.session.ManagerBase")
                .methods("add(org.apache.catalina.Session)", "remove(org.apache.catalina.Session, boolean)")
                .staysOn()
                .with(SessionHook.class);
    }

    private static void weaveUndertow(Weaving weaving) {
        weaving.types("io.undertow.server.Connectors")
                .methods("executeRootHandler(io.undertow.server.HttpHandler, io.undertow.server.HttpServerExchange)")
                .with(io.obsagent.instrumentation.servlet.undertow.RequestHook.class);
        weaving.types("io.undertow.servlet.core.SessionListenerBridge")
                .methods("sessionCreated", "sessionDestroyed")
                .staysOn()
                .with(io.obsagent.instrumentation.servlet.undertow.SessionHook.class);
    }

    private static void weaveFrameworks(Weaving weaving) {
        weaving.types("org.springframework.web.servlet.DispatcherServlet")
                .methods("getHandler(javax.servlet.http.HttpServletRequest)")
                .with(SpringRouteHook.class);
        weaving.types("org.glassfish.jersey.server.internal.routing.RoutingStage")
                .methods(
                        "apply(org.glassfish.jersey.server.internal.process.RequestProcessingContext)",
                        "apply(org.glassfish.jersey.server.ContainerRequest)")
                .with(JerseyRouteHook.class);
        weaving.types("org.jboss.resteasy.core.registry.MethodExpression")
                .methods("populatePathParams(org.jboss.resteasy.spi.HttpRequest, ..)")
                .with(RestEasyRouteHook.class);
        weaving.types("com.opensymphony.xwork2.DefaultActionProxy")
                .methods("prepare()")
                .with(StrutsRouteHook.class);
        weaving.types("org.apache.jasper.runtime.HttpJspBase")
                .methods("service(javax.servlet.http.HttpServletRequest, javax.servlet.http.HttpServletResponse)")
                .with(JspRouteHook.class);
    }
}

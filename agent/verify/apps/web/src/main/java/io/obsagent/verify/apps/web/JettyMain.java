package io.obsagent.verify.apps.web;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.function.Consumer;
import javax.servlet.ServletContext;

/**
 * The web application on Jetty: {@code /shop} with static files and an error page, {@code /bare} without a default
 * servlet. Jetty's classes have moved with each environment of servlets while their methods stayed; they are called by
 * reflection, so that one program starts all of them.
 */
public final class JettyMain {

    private JettyMain() {}

    /** @param args a directory with static files, a directory to work in, the package of Jetty's servlet classes */
    public static void main(String[] args) throws Exception {
        String servlets = args[2];
        Object server = make("org.eclipse.jetty.server.Server");
        Object connector = make("org.eclipse.jetty.server.ServerConnector", server);
        call(connector, "setHost", "127.0.0.1");
        Object http = make("org.eclipse.jetty.server.HttpConfiguration");
        call(
                connector,
                "addConnectionFactory",
                make("org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory", http));
        call(server, "addConnector", connector);
        Object applications = make("org.eclipse.jetty.server.handler.ContextHandlerCollection");
        call(applications, "addHandler", shop(servlets, new File(args[0]).getCanonicalPath()));
        call(applications, "addHandler", application(servlets, "/bare", WebApp::deployPlain));
        call(server, "setHandler", applications);
        call(server, "setRequestLog", requestLog(args[1]));
        call(server, "start");
        System.out.println("port " + call(connector, "getLocalPort"));
        System.out.println("done");
        call(server, "join");
    }

    private static Object requestLog(String directory) throws ReflectiveOperationException, IOException {
        String logback = "ch.qos.logback.access.jetty.RequestLogImpl";
        if (!WebApp.isThere(logback)) {
            return new JettyLog(AccessLog.file(directory));
        }
        Object log = make(logback);
        call(log, "setFileName", AccessLog.logback(directory));
        return log;
    }

    private static Object shop(String servlets, String files) throws ReflectiveOperationException {
        Object shop = application(servlets, "/shop", WebApp::deploy);
        Object defaultServlet = call(shop, "addServlet", Class.forName(servlets + ".DefaultServlet"), "/");
        call(defaultServlet, "setAsyncSupported", true);
        call(defaultServlet, "setInitParameter", "resourceBase", files);
        Object errors = make(servlets + ".ErrorPageErrorHandler");
        Object all = errors.getClass().getField("GLOBAL_ERROR_PAGE").get(null);
        call(errors, "addErrorPage", all, "/oops");
        call(shop, "setErrorHandler", errors);
        return shop;
    }

    private static Object application(String servlets, String path, Consumer<ServletContext> deployment)
            throws ReflectiveOperationException {
        Class<?> type = Class.forName(servlets + ".ServletContextHandler");
        Object handler = make(type.getName(), type.getField("SESSIONS").get(null));
        call(handler, "setContextPath", path);
        call(call(handler, "getServletHandler"), "setEnsureDefaultServlet", false);
        call(handler, "addEventListener", new WebAppListener(deployment));
        return handler;
    }

    private static Object make(String type, Object... arguments) throws ReflectiveOperationException {
        for (Constructor<?> constructor : Class.forName(type).getConstructors()) {
            Class<?>[] parameters = constructor.getParameterTypes();
            if (takes(parameters, arguments)) {
                return constructor.newInstance(arguments);
            }
            if (constructor.isVarArgs() && parameters.length == 1 && arguments.length == 0) {
                return constructor.newInstance(Array.newInstance(parameters[0].getComponentType(), 0));
            }
        }
        throw new NoSuchMethodException(type);
    }

    static Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && takes(method.getParameterTypes(), arguments)) {
                return method.invoke(target, arguments);
            }
        }
        throw new NoSuchMethodException(target.getClass() + "." + name);
    }

    private static boolean takes(Class<?>[] parameters, Object[] arguments) {
        if (parameters.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            Class<?> type = parameters[i];
            Object argument = arguments[i];
            boolean taken = type == int.class && argument instanceof Integer
                    || type == boolean.class && argument instanceof Boolean
                    || type.isInstance(argument);
            if (!taken) {
                return false;
            }
        }
        return true;
    }
}

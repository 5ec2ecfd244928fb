package io.obsagent.verify.apps.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.DispatcherType;
import javax.servlet.ServletContext;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;

/** A request of a servlet container that nobody knows, which throws when it is asked for its dispatcher type and is full of secrets. */
class Request extends HttpServletRequestWrapper {

    private final Fault fault;

    Request(String method, Fault fault) {
        super(container(HttpServletRequest.class, method));
        this.fault = fault;
    }

    /** The response to any request. */
    static HttpServletResponse response() {
        return container(HttpServletResponse.class, null);
    }

    @Override
    public DispatcherType getDispatcherType() {
        fault.happen();
        return DispatcherType.REQUEST;
    }

    @Override
    public String getRequestURI() {
        return "/greeting;jsessionid=" + Secretive.SECRET;
    }

    @Override
    public String getQueryString() {
        return "token=" + Secretive.SECRET + "&" + Secretive.SECRET;
    }

    @Override
    public String getHeader(String name) {
        boolean secret = name.equalsIgnoreCase("authorization") || name.equalsIgnoreCase("cookie");
        return secret ? "Bearer " + Secretive.SECRET : null;
    }

    /** A web application without mappings. */
    static ServletContext context(String path) {
        return container(ServletContext.class, path);
    }

    /** @param named what is answered where a text is asked for that is this one's own: the method, the context path */
    private static <T> T container(Class<T> type, final String named) {
        final Map<String, Object> attributes = new HashMap<String, Object>();
        InvocationHandler handler = new InvocationHandler() {
            @Override
            public Object invoke(Object proxy, Method called, Object[] args) {
                String name = called.getName();
                if (name.equals("setAttribute")) {
                    attributes.put((String) args[0], args[1]);
                    return null;
                }
                if (name.equals("getAttribute")) {
                    return attributes.get(args[0]);
                }
                if (name.equals("getMethod") || name.equals("getContextPath")) {
                    return named;
                }
                return answer(called);
            }
        };
        return type.cast(Proxy.newProxyInstance(Request.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object answer(Method called) {
        Class<?> type = called.getReturnType();
        if (type == String.class) {
            return called.getName().equals("getScheme") ? "http" : "/greeting";
        }
        if (type == ServletContext.class) {
            return context("/greeting");
        }
        if (type == Map.class) {
            return Collections.emptyMap();
        }
        if (type == boolean.class) {
            return false;
        }
        return type == int.class ? called.getName().equals("getStatus") ? 200 : 80 : null;
    }
}

package io.obsagent.verify.servlet;

class ServletUndertow2Test extends ServletContract {

    ServletUndertow2Test() {
        super("undertow2", "io.obsagent.verify.apps.undertow2.UndertowMain");
    }

    @Override
    String routeWithoutServlet() {
        return "/bare/*";
    }

    @Override
    String nameSpace() {
        return "javax";
    }
}

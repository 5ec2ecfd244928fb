package io.obsagent.verify.servlet;

/** A container without hooks of its own: the servlet hooks begin and end the operation. */
class ServletUndertow2Test extends ServletContract {

    ServletUndertow2Test() {
        super("undertow2", "io.obsagent.verify.apps.undertow2.UndertowMain");
    }

    @Override
    String routeWithoutServlet() {
        return "/bare/*";
    }

    @Override
    boolean containerIsHooked() {
        return false;
    }

    @Override
    String nameSpace() {
        return "javax";
    }
}

package io.obsagent.verify.servlet;

class ServletTomcat9Test extends ServletContract {

    ServletTomcat9Test() {
        super("tomcat9", "io.obsagent.verify.apps.tomcat9.TomcatMain");
    }

    @Override
    String routeWithoutServlet() {
        return null;
    }

    @Override
    String nameSpace() {
        return "javax";
    }
}

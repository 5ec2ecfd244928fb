package io.obsagent.verify.servlet;

/** The hooks of Tomcat 9, on a Tomcat of the other name space. */
class ServletTomcat11Test extends ServletContract {

    ServletTomcat11Test() {
        super("tomcat11", "io.obsagent.verify.apps.tomcat9.TomcatMain");
    }

    @Override
    String routeWithoutServlet() {
        return null;
    }

    @Override
    int java() {
        return 17;
    }

    @Override
    String nameSpace() {
        return "jakarta";
    }
}

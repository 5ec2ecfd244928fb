package io.obsagent.verify.servlet;

class ServletJetty9Test extends ServletContract {

    ServletJetty9Test() {
        super("jetty9", "io.obsagent.verify.apps.jetty9.JettyMain");
    }

    @Override
    String routeWithoutServlet() {
        return null;
    }

    @Override
    boolean tellsItsMappings() {
        return false;
    }

    @Override
    String nameSpace() {
        return "javax";
    }
}

package io.obsagent.verify.servlet;

class ServletJetty12Test extends ServletContract {

    ServletJetty12Test() {
        super("jetty12", "io.obsagent.verify.apps.jetty12.JettyMain");
    }

    @Override
    String routeWithoutServlet() {
        return "/bare/*";
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

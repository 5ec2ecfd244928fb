package io.obsagent.verify.servlet;

import io.obsagent.testkit.ForkedApp;
import io.obsagent.verify.AppRun;
import io.obsagent.verify.matrix.Libraries;
import io.obsagent.verify.matrix.Library;
import java.nio.file.Path;

/** A servlet container of {@code libraries.yaml} in one version, and what the web application is on it. */
record ServletContainer(Library library) {

    private static final String APPS = "io.obsagent.verify.apps.web.";

    /** {@code javax} or {@code jakarta}. */
    String nameSpace() {
        return library.key().endsWith("-javax") ? "javax" : "jakarta";
    }

    /**
     * The web application, which prints {@code port N} and {@code done}.
     *
     * @param files a directory with static files
     * @param work a directory to work in
     * @param frameworks further libraries that it uses where they are there
     */
    ForkedApp.Builder application(Path files, Path work, Library... frameworks) {
        ForkedApp.Builder application = main(library.name() + "Main");
        for (Library framework : frameworks) {
            framework.addTo(application);
        }
        return application.args(files.toString(), work.toString(), jettyPackage());
    }

    /** Another main class of the web application's. */
    ForkedApp.Builder main(String mainClass) {
        return AppRun.app(
                nameSpace().equals("javax") ? "web" : "web-jakarta", APPS + mainClass, library, spring(), jaxRs());
    }

    /** The newest that goes with the container's servlets. */
    private Library spring() {
        if (nameSpace().equals("javax")) {
            return Libraries.newestBefore("spring-webmvc", hasNonBlocking() ? "6" : "5");
        }
        boolean servlet61 = is("Tomcat") && library.isAtLeast("11");
        return Libraries.newestBefore("spring-webmvc", servlet61 ? "8" : "7");
    }

    private Library jaxRs() {
        boolean javax = nameSpace().equals("javax");
        boolean restEasy = is("Undertow") || is("Jetty") && library.isAtLeast("12");
        return restEasy
                ? Libraries.newestBefore("resteasy", javax ? "4" : "7")
                : Libraries.newestBefore("jersey", javax ? "3" : "4");
    }

    /** The package of Jetty's servlet classes, which from 12 on is the environment's. */
    private String jettyPackage() {
        int comma = library.version().indexOf(", ");
        return "org.eclipse.jetty." + (comma < 0 ? "" : library.version().substring(comma + 2) + ".") + "servlet";
    }

    /** The route of a path that the application has no servlet for. */
    String routeWithoutServlet() {
        return is("Undertow") ? "/bare/*" : null;
    }

    /** Whether it is of servlet 4.0 or newer, without which Spring finds no functional handler below a mapping. */
    boolean tellsItsMappings() {
        return is("Undertow") || is("Tomcat") && library.isAtLeast("9") || is("Jetty") && library.isAtLeast("10");
    }

    /** Whether its log of requests shows their attributes. */
    boolean logsRequests() {
        return !is("Undertow");
    }

    /** Whether it speaks HTTP/2. */
    boolean hasHttp2() {
        return !is("Tomcat") || library.isAtLeast("8.5");
    }

    /** Whether it is of servlet 3.1 or newer. */
    boolean hasNonBlocking() {
        return !is("Tomcat") || library.isAtLeast("8");
    }

    private boolean is(String name) {
        return library.name().equals(name);
    }
}

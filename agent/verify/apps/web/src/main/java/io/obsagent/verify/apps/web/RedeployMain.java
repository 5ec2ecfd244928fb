package io.obsagent.verify.apps.web;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * Deploys the web application twenty times with a class loader of its own each time, uses it, undeploys it, and tells how
 * many of the class loaders are still there, {@code left N of 20}, and whether the agent has served a meter of the
 * application's, {@code shown true}.
 */
public final class RedeployMain {

    private static final int TIMES = 20;
    private static final int COLLECTIONS = 50;
    private static final String[] PATHS = {
        "/hello", "/throw/runtime", "/async/complete", "/async/dispatch", "/session", "/calls", "/telemetry"
    };

    /** Of another module, as it needs libraries that this one has not. */
    private static final String TELEMETRY = "io.obsagent.verify.apps.owntelemetry.TelemetryServlet";

    private static boolean shown;

    private RedeployMain() {}

    /** @param args a directory to work in, the directory of the servlet with telemetry, and the libraries that it needs */
    public static void main(String[] args) throws Exception {
        Path application = application(Paths.get(args[0], "app"));
        addTelemetry(application, Paths.get(args[1]), Arrays.asList(args).subList(2, args.length));
        Tomcat tomcat = TomcatMain.server(args[0]);
        tomcat.start();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            loaders.add(deployAndUse(tomcat, application));
        }
        System.out.println("left " + countLeft(loaders) + " of " + TIMES);
        System.out.println("shown " + shown);
        System.out.println("done");
        tomcat.stop();
        tomcat.destroy();
    }

    /** A web application with copies of the servlets' classes, so that its own loader defines them. */
    private static Path application(Path directory) throws IOException, URISyntaxException {
        Path own = Paths.get(
                        WebAppListener.class.getResource("WebAppListener.class").toURI())
                .getParent();
        Path copies = directory.resolve(
                "WEB-INF/classes/" + WebAppListener.class.getPackage().getName().replace('.', '/'));
        Files.createDirectories(copies);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(own, "*.class")) {
            for (Path file : files) {
                Files.copy(file, copies.resolve(file.getFileName()));
            }
        }
        String webXml =
                "<web-app xmlns='http://xmlns.jcp.org/xml/ns/javaee' version='4.0' metadata-complete='true'><listener>"
                        + "<listener-class>" + WebAppListener.class.getName()
                        + "</listener-class></listener><servlet><servlet-name>telemetry</servlet-name><servlet-class>"
                        + TELEMETRY
                        + "</servlet-class></servlet><servlet-mapping><servlet-name>telemetry</servlet-name>"
                        + "<url-pattern>/telemetry</url-pattern></servlet-mapping></web-app>";
        Files.write(directory.resolve("WEB-INF/web.xml"), Collections.singleton(webXml), StandardCharsets.UTF_8);
        return directory;
    }

    private static void addTelemetry(Path application, Path classes, List<String> libraries) throws IOException {
        String servlet = TELEMETRY.replace('.', '/') + ".class";
        Path copy = application.resolve("WEB-INF/classes").resolve(servlet);
        Files.createDirectories(copy.getParent());
        Files.copy(classes.resolve(servlet), copy);
        Path lib = Files.createDirectories(application.resolve("WEB-INF/lib"));
        for (String library : libraries) {
            Path jar = Paths.get(library);
            Files.copy(jar, lib.resolve(jar.getFileName()));
        }
    }

    private static WeakReference<ClassLoader> deployAndUse(Tomcat tomcat, Path application) throws Exception {
        StandardContext context = new StandardContext();
        context.setPath("/app");
        context.setDocBase(application.toString());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(Constants.NoDefaultWebXml);
        context.addLifecycleListener(config);
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        tomcat.getHost().addChild(context);
        ClassLoader loader = context.getLoader().getClassLoader();
        if (loader.loadClass(WebAppListener.class.getName()).getClassLoader() != loader) {
            throw new IllegalStateException("the servlets are not the application's own");
        }
        for (String path : PATHS) {
            get("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/app" + path);
        }
        shown |= scrape().contains("visits_total");
        tomcat.getHost().removeChild(context);
        context.destroy();
        return new WeakReference<>(loader);
    }

    /** Has the agent ask the application's gauges; nothing while it starts. */
    private static String scrape() throws IOException {
        try {
            return get("http://127.0.0.1:" + System.getenv("OBS_SERVER_PORT") + "/metrics");
        } catch (ConnectException notYet) {
            return "";
        }
    }

    private static String get(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        int status = connection.getResponseCode();
        int expected = url.contains("throw") ? 500 : 200;
        if (status != expected) {
            throw new IOException(url + " answered " + status);
        }
        try (Scanner body = new Scanner(
                        status < 400 ? connection.getInputStream() : connection.getErrorStream(), "UTF-8")
                .useDelimiter("\\A")) {
            return body.hasNext() ? body.next() : "";
        }
    }

    private static int countLeft(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
        int left = loaders.size();
        for (int i = 0; i < COLLECTIONS && left > 0; i++) {
            System.gc();
            Thread.sleep(100);
            left = 0;
            for (WeakReference<ClassLoader> loader : loaders) {
                left += loader.get() == null ? 0 : 1;
            }
        }
        return left;
    }
}

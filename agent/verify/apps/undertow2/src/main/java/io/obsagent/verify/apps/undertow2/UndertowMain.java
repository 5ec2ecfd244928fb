package io.obsagent.verify.apps.undertow2;

import io.obsagent.verify.apps.web.WebApp;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.FileResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import java.io.File;
import java.net.InetSocketAddress;
import java.util.Collections;
import javax.servlet.ServletContainerInitializer;
import javax.servlet.ServletException;

/** The web application on Undertow. */
public final class UndertowMain {

    private UndertowMain() {}

    /** @param args a directory with static files */
    public static void main(String[] args) throws Exception {
        ServletContainerInitializer shop = (classes, context) -> WebApp.deploy(context);
        ServletContainerInitializer bare = (classes, context) -> WebApp.deployPlain(context);
        PathHandler paths = new PathHandler();
        paths.addPrefixPath(
                "/shop",
                deploy(deployment("shop", shop)
                        .setResourceManager(new FileResourceManager(new File(args[0])))
                        .addErrorPage(new ErrorPage("/oops"))));
        paths.addPrefixPath("/bare", deploy(deployment("bare", bare)));
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(paths)
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        System.out.println("port " + address.getPort());
        System.out.println("done");
    }

    private static DeploymentInfo deployment(String name, ServletContainerInitializer initializer) {
        Class<? extends ServletContainerInitializer> type = initializer.getClass();
        return Servlets.deployment()
                .setClassLoader(UndertowMain.class.getClassLoader())
                .setContextPath("/" + name)
                .setDeploymentName(name)
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        type, new ImmediateInstanceFactory<>(initializer), Collections.emptySet()));
    }

    private static HttpHandler deploy(DeploymentInfo deployment) throws ServletException {
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
        manager.deploy();
        return manager.start();
    }
}

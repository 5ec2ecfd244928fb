package io.obsagent.verify.apps.web;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.PathHandler;
import io.undertow.server.handlers.resource.FileResourceManager;
import io.undertow.server.protocol.http2.Http2UpgradeHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import java.io.File;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;

/** The web application on Undertow. */
public final class UndertowMain {

    private UndertowMain() {}

    /** @param args a directory with static files */
    public static void main(String[] args) throws Exception {
        PathHandler paths = new PathHandler();
        paths.addPrefixPath(
                "/shop",
                deploy(deployment("shop", WebApp::deploy)
                        .setResourceManager(new FileResourceManager(new File(args[0])))
                        .addErrorPage(new ErrorPage("/oops"))));
        paths.addPrefixPath("/bare", deploy(deployment("bare", WebApp::deployPlain)));
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setHandler(new Http2UpgradeHandler(paths))
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        System.out.println("port " + address.getPort());
        System.out.println("done");
    }

    private static DeploymentInfo deployment(String name, Consumer<ServletContext> deployment) {
        WebAppListener listener = new WebAppListener(deployment);
        return Servlets.deployment()
                .setClassLoader(UndertowMain.class.getClassLoader())
                .setContextPath("/" + name)
                .setDeploymentName(name)
                .addListener(new ListenerInfo(WebAppListener.class, new ImmediateInstanceFactory<>(listener)));
    }

    private static HttpHandler deploy(DeploymentInfo deployment) throws ServletException {
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
        manager.deploy();
        return manager.start();
    }
}

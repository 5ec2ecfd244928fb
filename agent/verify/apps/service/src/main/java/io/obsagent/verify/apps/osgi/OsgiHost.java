package io.obsagent.verify.apps.osgi;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Runs bundles in the OSGi framework of its class path, which they cannot see. */
public final class OsgiHost {

    /** Of the JDK, for frameworks that do not know the Java they run on. */
    private static final String PACKAGES = "com.sun.net.httpserver,javax.crypto,javax.management,javax.naming,"
            + "javax.naming.spi,javax.net,javax.net.ssl,javax.script,javax.security.auth.callback,"
            + "javax.security.auth.login,javax.sql,"
            + "javax.tools,javax.transaction.xa,javax.xml.parsers,"
            + "javax.xml.stream,javax.xml.transform,javax.xml.transform.dom,javax.xml.transform.sax,"
            + "javax.xml.transform.stax,javax.xml.transform.stream,org.w3c.dom,org.xml.sax,org.xml.sax.helpers";

    private static final String CAPABILITIES = "osgi.ee;osgi.ee=\"JavaSE\";version:List<Version>=\"1.5,1.6,1.7,1.8\"";

    private OsgiHost() {}

    /** @param args an empty folder for the framework; bundles, of which the last is started */
    public static void main(String[] args) throws Exception {
        Map<String, String> config = new HashMap<>();
        config.put(Constants.FRAMEWORK_STORAGE, args[0]);
        config.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, PACKAGES);
        config.put(Constants.FRAMEWORK_SYSTEMCAPABILITIES_EXTRA, CAPABILITIES);
        // nothing but java.* by delegation
        config.put(Constants.FRAMEWORK_BOOTDELEGATION, "");
        config.put("osgi.compatibility.bootdelegation", "false");
        // handlers for URLs that Felix 5 makes by reflection, which Java 17 forbids
        config.put("felix.service.urlhandlers", "false");
        Framework framework =
                ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(config);
        framework.start();
        List<Bundle> bundles = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            bundles.add(framework
                    .getBundleContext()
                    .installBundle(new File(args[i]).toURI().toString()));
        }
        bundles.get(bundles.size() - 1).start();
        System.out.println("done");
        new CountDownLatch(1).await();
    }
}

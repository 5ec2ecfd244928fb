package io.obsagent.verify.apps.owntelemetry;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** Runs {@link ApiMain} in a class loader of its own, as servers run applications. */
public final class LoaderMain {

    private LoaderMain() {}

    public static void main(String[] args) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
        URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), platform);
        Thread.currentThread().setContextClassLoader(loader);
        loader.loadClass(ApiMain.class.getName())
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }
}

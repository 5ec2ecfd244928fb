package io.obsagent.boot;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Loads the agent out of entries of obs-agent.jar that no other class loader recognises as classes:
 * {@code agent/<name>.classdata}. Its parent is the platform loader, so the agent's libraries and the application's never
 * meet, whatever their versions.
 */
public final class AgentClassLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    /** What agents share that come one after the other in a JVM, each with a loader of its own. */
    private static final String SHARED = "io.obsagent.boot.";

    /** What no loader above has: to ask them in vain for each class takes more than 10 ms of a start. */
    private static final String OWN = "io.obsagent.";

    private static final String ASM = "net.bytebuddy.jar.asm.";

    private static final String ROOM = "agent/";
    private static final String CLASS_SUFFIX = ".classdata";

    /** No JarFile: nothing is asked of its manifest, signatures and versions, but it would look at them. */
    private final ZipFile jar;

    private final File file;
    private final ProtectionDomain domain;

    AgentClassLoader(File file, ClassLoader parent) throws IOException {
        super(parent);
        this.file = file;
        this.jar = new ZipFile(file);
        CodeSource source = new CodeSource(file.toURI().toURL(), (Certificate[]) null);
        // agent code stands between the application's frames, as interceptors and callbacks: it must not narrow
        // what a security manager lets the application do
        Permissions all = new Permissions();
        all.add(new AllPermission());
        this.domain = new ProtectionDomain(source, all);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OWN) && !name.startsWith(ASM)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SHARED)) {
            return Class.forName(name, true, AgentClassLoader.class.getClassLoader());
        }
        byte[] bytes;
        try {
            ZipEntry entry = jar.getEntry(ROOM + name.replace('.', '/') + CLASS_SUFFIX);
            bytes = entry == null ? null : read(entry);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    @Override
    protected URL findResource(String name) {
        ZipEntry entry = jar.getEntry(entryName(name));
        if (entry == null) {
            return null;
        }
        try {
            return new URL("jar:" + file.toURI() + "!/" + entry.getName());
        } catch (MalformedURLException impossible) {
            return null;
        }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        URL found = findResource(name);
        return found == null
                ? Collections.<URL>emptyEnumeration()
                : Collections.enumeration(Collections.singleton(found));
    }

    /** Reads straight from the open jar: a JarURLConnection would open it once more. */
    @Override
    public InputStream getResourceAsStream(String name) {
        ZipEntry entry = jar.getEntry(entryName(name));
        if (entry == null) {
            return getParent().getResourceAsStream(name);
        }
        try {
            return jar.getInputStream(entry);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static String entryName(String resource) {
        return resource.endsWith(".class")
                ? ROOM + resource.substring(0, resource.length() - ".class".length()) + CLASS_SUFFIX
                : ROOM + resource;
    }

    private byte[] read(ZipEntry entry) throws IOException {
        byte[] bytes = new byte[(int) entry.getSize()];
        InputStream in = jar.getInputStream(entry);
        try {
            int length = 0;
            while (length < bytes.length) {
                int n = in.read(bytes, length, bytes.length - length);
                if (n < 0) {
                    throw new IOException(entry.getName() + " is cut off in " + file);
                }
                length += n;
            }
            return bytes;
        } finally {
            in.close();
        }
    }
}

package io.obsagent.dist.assembly;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * All entries of the build's class path by name; service files of the same name are joined. Versioned entries of
 * multi-release jars are left out: the agent's loader knows only the base.
 */
final class ClassPath {

    private static final String SERVICES = "META-INF/services/";

    private final Map<String, byte[]> entries = new TreeMap<String, byte[]>();

    static ClassPath read(String classPath) throws IOException {
        ClassPath read = new ClassPath();
        for (String element : classPath.split(File.pathSeparator)) {
            File file = new File(element);
            if (file.isDirectory()) {
                read.addDirectory(file, "");
            } else if (file.isFile()) {
                read.addJar(file);
            }
        }
        return read;
    }

    /** The entry's bytes, or null. */
    byte[] get(String name) {
        return entries.get(name);
    }

    Iterable<String> names() {
        return entries.keySet();
    }

    private void addDirectory(File directory, String prefix) throws IOException {
        for (File file : directory.listFiles()) {
            if (file.isDirectory()) {
                addDirectory(file, prefix + file.getName() + '/');
            } else {
                FileInputStream in = new FileInputStream(file);
                try {
                    add(prefix + file.getName(), bytes(in));
                } finally {
                    in.close();
                }
            }
        }
    }

    private void addJar(File file) throws IOException {
        JarFile jar = new JarFile(file);
        try {
            for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                if (!entry.isDirectory()) {
                    add(entry.getName(), bytes(jar.getInputStream(entry)));
                }
            }
        } finally {
            jar.close();
        }
    }

    private void add(String name, byte[] bytes) throws IOException {
        if (name.startsWith("META-INF/versions/") || name.endsWith("module-info.class")) {
            return;
        }
        byte[] present = entries.get(name);
        if (present == null) {
            entries.put(name, bytes);
        } else if (name.startsWith(SERVICES)) {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            joined.write(present);
            joined.write('\n');
            joined.write(bytes);
            entries.put(name, joined.toByteArray());
        }
    }

    private static byte[] bytes(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }
}

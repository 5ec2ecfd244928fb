package io.obsagent.engine;

import io.obsagent.api.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds which of the wanted types a class extends or implements, as a set of bits.
 *
 * <p>Reads class files as resources and loads neither classes of the application nor any that a rule names: what is loaded
 * while the JVM transforms a class is itself not offered for transformation.
 */
final class TypeHierarchy {

    private static final int MAX_NAMES_PER_LOADER = 4096;
    private static final int MAX_CLASS_FILE = 4 << 20;

    private final Map<String, Long> wanted = new HashMap<String, Long>();
    private final ClassLoader platform;
    /** Classes that rules name, and their packages. */
    private final Set<String> named;
    /** By the identity of the loaders: they may define equals. */
    private final State<ClassLoader, Map<String, Long>> known = new State<ClassLoader, Map<String, Long>>();

    /** @param platform loader of the JDK's classes */
    TypeHierarchy(ClassLoader platform) {
        this(platform, new HashSet<String>());
    }

    private TypeHierarchy(ClassLoader platform, Set<String> named) {
        this.platform = platform;
        this.named = named;
    }

    /** One with other wanted types, which loads none of the classes either that rules name for this one. */
    TypeHierarchy another() {
        return new TypeHierarchy(platform, named);
    }

    /**
     * Adds a wanted type.
     *
     * @param binaryName its name
     * @return its bit
     * @throws IllegalArgumentException when there are more than 64
     */
    long want(String binaryName) {
        String name = binaryName.replace('.', '/');
        Long bit = wanted.get(name);
        if (bit == null) {
            if (wanted.size() == Long.SIZE) {
                throw new IllegalArgumentException("more than " + Long.SIZE + " super types in the plan");
            }
            bit = 1L << wanted.size();
            wanted.put(name, bit);
        }
        return bit;
    }

    /**
     * Notes a class that a rule names: its package is read and never loaded, as are the application's. Of the two packages
     * that everything extends only the class itself: nothing else there extends it.
     */
    void named(String internalName) {
        String inPackage = packageOf(internalName);
        named.add(inPackage.equals("java/lang/") || inPackage.equals("java/util/") ? internalName : inPackage);
    }

    private boolean isNamed(String internalName) {
        return named.contains(internalName) || named.contains(packageOf(internalName));
    }

    /** The wanted types among the super types that a class file names, and theirs. */
    long superTypes(ClassLoader loader, String internalName, ClassHeader header) {
        Long self = wanted.get(internalName);
        long bits = self == null ? 0 : self;
        bits |= of(loader, header.superName());
        for (String type : header.interfaces()) {
            bits |= of(loader, type);
        }
        return bits;
    }

    private long of(ClassLoader loader, String internalName) {
        if (internalName == null || internalName.equals("java/lang/Object")) {
            return 0;
        }
        Map<String, Long> names = namesOf(loader);
        Long cached = names.get(internalName);
        if (cached != null) {
            return cached;
        }
        long bits = resolve(loader, internalName);
        if (names.size() >= MAX_NAMES_PER_LOADER) {
            names.clear();
        }
        names.put(internalName, bits);
        return bits;
    }

    private long resolve(ClassLoader loader, String internalName) {
        if (internalName.startsWith("java") && !isNamed(internalName)) {
            Class<?> loaded = platformClass(internalName);
            if (loaded != null) {
                return of(loaded);
            }
        }
        byte[] file = file(loader, internalName);
        if (file == null) {
            Long self = wanted.get(internalName);
            return self == null ? 0 : self;
        }
        return superTypes(loader, internalName, new ClassHeader(file));
    }

    private Class<?> platformClass(String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, platform);
        } catch (ClassNotFoundException ofTheApplication) {
            return null;
        } catch (LinkageError broken) {
            return null;
        }
    }

    /** The wanted types among a loaded class and its super types. */
    long of(Class<?> type) {
        if (type == null) {
            return 0;
        }
        Long self = wanted.get(type.getName().replace('.', '/'));
        long bits = (self == null ? 0 : self) | of(type.getSuperclass());
        for (Class<?> implemented : type.getInterfaces()) {
            bits |= of(implemented);
        }
        return bits;
    }

    private Map<String, Long> namesOf(ClassLoader loader) {
        ClassLoader key = loader == null ? platform : loader;
        Map<String, Long> names = known.get(key);
        if (names == null) {
            names = new ConcurrentHashMap<String, Long>();
            known.put(key, names);
        }
        return names;
    }

    private static String packageOf(String internalName) {
        return internalName.substring(0, internalName.lastIndexOf('/') + 1);
    }

    /** The class file of a class; null when there is none to be read, and when the application's loader fails. */
    byte[] file(ClassLoader loader, String internalName) {
        String resource = internalName + ".class";
        try {
            InputStream in = internalName.startsWith("java/")
                    ? Object.class.getResourceAsStream('/' + resource)
                    : (loader == null ? platform : loader).getResourceAsStream(resource);
            return in == null ? null : read(in);
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream(8192);
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0 && file.size() < MAX_CLASS_FILE; n = in.read(buffer)) {
                file.write(buffer, 0, n);
            }
            return file.toByteArray();
        } finally {
            in.close();
        }
    }
}

package io.obsagent.verify.agent;

import io.obsagent.verify.AppRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.Deflater;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;

/**
 * A copy of obs-agent.jar in which some classes do something else: for faults in the agent itself, which has no switch for
 * them. All that is not changed is the real jar's. Not thread safe.
 */
final class ChangedJar {

    private static final String ROOM = "agent/";
    private static final String PLAN = ROOM + "weaving.plan";

    private final Map<String, byte[]> entries = new TreeMap<>();

    ChangedJar() {
        try (JarFile jar = new JarFile(System.getProperty("obsagent.jar"))) {
            for (JarEntry entry : jar.stream().toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules of all instrumentations, one a line. */
    String plan() {
        return new String(entries.get(PLAN), StandardCharsets.UTF_8);
    }

    ChangedJar plan(String rules) {
        entries.put(PLAN, rules.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds or replaces a class of the agent's.
     *
     * @param name internal name
     */
    ChangedJar put(String name, byte[] classFile) {
        entries.put(entry(name), classFile);
        return this;
    }

    /** Adds the classes of the application {@code faults} whose simple name begins so, for changed classes to call. */
    ChangedJar addFaults(String... prefixes) throws IOException {
        String folder = "io/obsagent/verify/apps/faults/";
        try (var files = Files.list(AppRun.target("faults").resolve("classes").resolve(folder))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replaceAll("\\.class$", "");
                for (String prefix : prefixes) {
                    if (name.equals(prefix) || name.startsWith(prefix + "$")) {
                        put(folder + name, Files.readAllBytes(file));
                    }
                }
            }
        }
        return this;
    }

    /**
     * Changes classes of the agent's own.
     *
     * @param change gives what stands before the writer
     * @return how many there were
     */
    int change(UnaryOperator<ClassVisitor> change) {
        int changed = 0;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().startsWith(ROOM + "io/obsagent/")) {
                ClassReader reader = new ClassReader(entry.getValue());
                ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
                reader.accept(change.apply(writer), 0);
                entry.setValue(writer.toByteArray());
                changed++;
            }
        }
        return changed;
    }

    /** The classes of the agent's in a package and below it.
     *
     * @param folder the package, with slashes, ending with one
     */
    List<ClassReader> classes(String folder) {
        return entries.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(ROOM + folder))
                .map(entry -> new ClassReader(entry.getValue()))
                .toList();
    }

    /** Writes the agent's classes where a class loader finds them. */
    Path explode(Path directory) throws IOException {
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            if (entry.getKey().startsWith(ROOM)) {
                String name = entry.getKey().substring(ROOM.length()).replaceAll("\\.classdata$", ".class");
                Path file = directory.resolve(name);
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue());
            }
        }
        return directory;
    }

    /** Writes the jar. */
    Path write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        }
        return file;
    }

    private static String entry(String name) {
        return ROOM + name + ".classdata";
    }
}

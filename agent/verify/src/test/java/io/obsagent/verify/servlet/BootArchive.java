package io.obsagent.verify.servlet;

import io.obsagent.verify.matrix.Library;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/**
 * Puts an application and one version of Spring Boot together as Spring Boot's build plugins do: the loader's classes,
 * libraries as jars within the jar, and a manifest that starts the loader.
 */
final class BootArchive implements AutoCloseable {

    private static final String LOADER = "spring-boot-loader-";

    private final JarOutputStream out;
    private final Set<String> directories = new HashSet<>();

    private BootArchive(OutputStream target, Manifest manifest) throws IOException {
        out = new JarOutputStream(target, manifest);
    }

    /** An executable jar. */
    static Path jar(Library boot, Path classes, String mainClass, Path target) throws IOException {
        return write(boot, classes, manifest(boot, "JarLauncher", "BOOT-INF", mainClass), "BOOT-INF/", target);
    }

    /** A WAR that containers deploy and that is executable if the loader is among the libraries. */
    static Path war(Library boot, Path classes, String mainClass, Path target) throws IOException {
        return write(boot, classes, manifest(boot, "WarLauncher", "WEB-INF", mainClass), "WEB-INF/", target);
    }

    private static Manifest manifest(Library boot, String launcher, String folder, String mainClass) {
        String loader = "org.springframework.boot.loader." + (boot.isAtLeast("3.2") ? "launch." : "");
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, loader + launcher);
        attributes.putValue("Start-Class", mainClass);
        attributes.putValue("Spring-Boot-Version", boot.version());
        attributes.putValue("Spring-Boot-Classes", folder + "/classes/");
        attributes.putValue("Spring-Boot-Lib", folder + "/lib/");
        return manifest;
    }

    private static Path write(Library boot, Path classes, Manifest manifest, String folder, Path target)
            throws IOException {
        try (BootArchive archive = new BootArchive(Files.newOutputStream(target), manifest)) {
            archive.addClasses(classes, folder + "classes/");
            for (String file : boot.files()) {
                Path path = Path.of(file);
                String name = path.getFileName().toString();
                if (name.startsWith(LOADER)) {
                    archive.addLoader(path);
                } else if (name.endsWith(".jar")) {
                    boolean container = folder.equals("WEB-INF/") && name.startsWith("tomcat-embed-");
                    archive.store(folder + (container ? "lib-provided/" : "lib/") + name, Files.readAllBytes(path));
                }
            }
        }
        return target;
    }

    private void addClasses(Path classes, String folder) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(classes)) {
            files = tree.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            add(folder + classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
        }
    }

    private void addLoader(Path jar) throws IOException {
        try (JarFile loader = new JarFile(jar.toFile())) {
            for (ZipEntry entry : loader.stream().toList()) {
                String name = entry.getName();
                if (name.endsWith(".class") || name.startsWith("META-INF/services/") && !entry.isDirectory()) {
                    add(name, loader.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    private void add(String name, byte[] content) throws IOException {
        addDirectories(name);
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    /** The loader reads jars in place, which is possible only where they are not compressed. */
    private void store(String name, byte[] content) throws IOException {
        addDirectories(name);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private void addDirectories(String name) throws IOException {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            String directory = name.substring(0, slash + 1);
            if (!directory.equals("META-INF/") && directories.add(directory)) {
                out.putNextEntry(new ZipEntry(directory));
                out.closeEntry();
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

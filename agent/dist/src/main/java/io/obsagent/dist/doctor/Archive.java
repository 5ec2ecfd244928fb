package io.obsagent.dist.doctor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * What a jar, WAR or EAR is made of: libraries as jars within it, wherever they lie, those that its manifest names beside
 * it, and those whose classes lie among its own.
 */
final class Archive {

    private static final String POM = "META-INF/maven/";
    private static final int MAX_SMALL_FILE = 1 << 20;
    private static final int FIRST_JAVA = 44;

    final File file;
    final Set<String> classes = new HashSet<>();
    final List<Artifact> artifacts = new ArrayList<>();

    /** Entries of the manifest's class path that are not there. */
    final List<String> missing = new ArrayList<>();

    private final Set<String> folders = new HashSet<>();
    private Manifest manifest = new Manifest();

    /** The Java that the main class needs; 0 when it is not known. */
    private int java;

    private Archive(File file) {
        this.file = file;
    }

    /**
     * Reads an archive, and the jars within and beside it.
     *
     * @throws IOException when it cannot be read, with a message for a person
     */
    static Archive read(File file) throws IOException {
        Archive archive = new Archive(file);
        try (ZipFile zip = new ZipFile(file)) {
            archive.readOuter(zip);
        } catch (ZipException noZip) {
            throw new IOException(file + " is no jar, WAR or EAR (" + noZip.getMessage() + ")");
        } catch (IOException unreadable) {
            throw new IOException("cannot read " + file + " (" + unreadable.getMessage() + ")");
        }
        archive.readBeside();
        return archive;
    }

    /** What it is, for a person: {@code Spring Boot 3.2.1, executable jar, needs Java 17}. */
    String kind() {
        Attributes main = manifest.getMainAttributes();
        String boot = main.getValue("Spring-Boot-Version");
        StringBuilder kind = new StringBuilder();
        if (boot != null) {
            kind.append("Spring Boot ").append(boot).append(", ");
        } else if (folders.contains("BOOT-INF/") || isOldBoot(main)) {
            kind.append("Spring Boot, ");
        }
        if (folders.contains("WEB-INF/")) {
            kind.append(main.getValue("Main-Class") == null ? "WAR" : "executable WAR");
        } else if (file.getName().endsWith(".ear")) {
            kind.append("EAR");
        } else {
            kind.append(main.getValue("Main-Class") == null ? "jar" : "executable jar");
        }
        return java == 0
                ? kind.toString()
                : kind.append(", needs Java ").append(java).toString();
    }

    private static boolean isOldBoot(Attributes main) {
        String mainClass = main.getValue("Main-Class");
        return mainClass != null && mainClass.startsWith("org.springframework.boot.loader.");
    }

    private void readOuter(ZipFile zip) throws IOException {
        ZipEntry described = zip.getEntry("META-INF/MANIFEST.MF");
        if (described != null) {
            try (InputStream in = zip.getInputStream(described)) {
                manifest = new Manifest(in);
            }
        }
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            String name = entry.getName();
            if (name.indexOf('/') > 0) {
                folders.add(name.substring(0, name.indexOf('/') + 1));
            }
            if (!entry.isDirectory()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    readEntry(name, in);
                }
            }
        }
        readJava(zip);
    }

    /** Libraries lie in BOOT-INF/lib, WEB-INF/lib, WEB-INF/lib-provided, lib, or in a WAR within an EAR. */
    private void readEntry(String name, InputStream in) throws IOException {
        if (name.endsWith(".jar")) {
            readLibrary(name, in);
        } else if (name.endsWith(".war")) {
            readWithin(in);
        } else {
            readOwn(name, in);
        }
    }

    private void readWithin(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory()) {
                readEntry(entry.getName(), zip);
            }
        }
    }

    private void readOwn(String name, InputStream in) throws IOException {
        if (name.startsWith(POM) && name.endsWith("/pom.properties")) {
            add(pom(in));
        } else if (name.endsWith(".class")) {
            classes.add(name);
        }
    }

    /** What the jar says of itself counts more than its name; a jar that says several things has swallowed others. */
    private void readLibrary(String name, InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(in);
        int before = artifacts.size();
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            readOwn(entry.getName(), zip);
        }
        Artifact named = Artifact.ofFileName(name);
        int told = artifacts.size() - before;
        boolean isNamed = told == 1;
        for (Artifact artifact : artifacts.subList(before, artifacts.size())) {
            isNamed |= artifact.name.equals(named.name);
        }
        if (!isNamed) {
            add(named);
        }
    }

    /** The manifest's entries are URLs relative to the archive. Those of other machines are not asked for. */
    private void readBeside() throws IOException {
        String classPath = manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        if (classPath == null) {
            return;
        }
        for (String each : classPath.trim().split(" +")) {
            File beside = beside(each);
            if (beside == null || !beside.exists() && each.endsWith(".jar")) {
                missing.add(each);
            } else if (each.endsWith(".jar") && beside.isFile()) {
                try (InputStream in = Files.newInputStream(beside.toPath())) {
                    readLibrary(beside.getName(), in);
                } catch (IOException unreadable) {
                    throw new IOException("cannot read " + beside + " (" + unreadable.getMessage() + ")");
                }
            }
        }
    }

    /** Null for what is no file of this machine. */
    private File beside(String url) {
        try {
            URI resolved = file.getAbsoluteFile().toURI().resolve(new URI(url));
            return new File(resolved);
        } catch (URISyntaxException | IllegalArgumentException elsewhere) {
            File plain = new File(file.getAbsoluteFile().getParentFile(), url);
            return plain.exists() ? plain : null;
        }
    }

    private void readJava(ZipFile zip) throws IOException {
        Attributes main = manifest.getMainAttributes();
        String started =
                main.getValue("Start-Class") == null ? main.getValue("Main-Class") : main.getValue("Start-Class");
        if (started == null) {
            return;
        }
        String path = started.trim().replace('.', '/') + ".class";
        for (String folder : new String[] {"BOOT-INF/classes/", "WEB-INF/classes/", ""}) {
            ZipEntry entry = zip.getEntry(folder + path);
            if (entry != null) {
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] head = small(in);
                    java = head.length < 8 ? 0 : ((head[6] & 0xff) << 8 | head[7] & 0xff) - FIRST_JAVA;
                }
                return;
            }
        }
    }

    private void add(Artifact artifact) {
        if (artifact != null) {
            artifacts.add(artifact);
        }
    }

    private static Artifact pom(InputStream in) throws IOException {
        Properties pom = new Properties();
        pom.load(new ByteArrayInputStream(small(in)));
        return Artifact.of(pom);
    }

    private static byte[] small(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        for (int n = in.read(buffer); n >= 0 && bytes.size() < MAX_SMALL_FILE; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
        }
        return bytes.toByteArray();
    }
}

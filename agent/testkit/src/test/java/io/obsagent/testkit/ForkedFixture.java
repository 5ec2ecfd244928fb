package io.obsagent.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The application, and the agent, that {@link ForkedAppTest} runs in other JVMs. */
public final class ForkedFixture {

    private ForkedFixture() {}

    public static void premain(String argument) {
        System.out.println(ForkedApp.AGENT_LINE + " started with " + argument);
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "print" -> print(args);
            case "environment" -> environment();
            case "serve" -> serve();
            case "hang" -> hang(args[1]);
            case "fork" -> fork(args[1]);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void print(String[] args) {
        for (int i = 1; i < args.length; i++) {
            System.out.println(args[i]);
        }
        if (System.getenv("GREETING") != null) {
            System.out.println("GREETING=" + System.getenv("GREETING"));
            System.err.println("option=" + System.getProperty("fixture.option"));
        }
    }

    private static void environment() {
        for (Map.Entry<String, String> variable : new TreeMap<>(System.getenv()).entrySet()) {
            if (variable.getKey().startsWith("OTEL_") || variable.getKey().equals("JAVA_TOOL_OPTIONS")) {
                System.out.println(variable.getKey() + "=" + variable.getValue());
            }
        }
    }

    private static void serve() throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("bye")));
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void hang(String classPath) throws Exception {
        Process child = new ProcessBuilder("java", "-cp", classPath, ForkedFixture.class.getName(), "serve").start();
        System.out.println("child=" + child.pid());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void fork(String classPath) throws InterruptedException {
        ForkedApp child = ForkedApp.builder()
                .classPath(classPath)
                .mainClass(ForkedFixture.class.getName())
                .args("serve")
                .start();
        System.out.println("child=" + child.pid());
        Thread.sleep(Long.MAX_VALUE);
    }

    /** Writes a jar that is both an agent and an application. */
    static Path jar(Path file) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, ForkedFixture.class.getName());
        attributes.put(new Attributes.Name("Premain-Class"), ForkedFixture.class.getName());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Class<?> type : new Class<?>[] {ForkedFixture.class, ForkedApp.class}) {
                String entry = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(entry));
                try (InputStream in = type.getClassLoader().getResourceAsStream(entry)) {
                    in.transferTo(out);
                }
            }
        }
        return file;
    }
}

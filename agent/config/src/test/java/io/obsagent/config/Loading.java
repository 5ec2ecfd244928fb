package io.obsagent.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** One start of the agent: a file, an environment and system properties of its own. */
final class Loading {
    private final Map<String, String> environment = new HashMap<>();
    private final Properties properties = new Properties();
    private String path;

    static Loading nothing() {
        return new Loading();
    }

    /** Writes the text to {@code obs.yaml} in the directory and names it as the agent's argument. */
    static Loading yaml(Path directory, String text) throws IOException {
        return new Loading().file(Files.write(directory.resolve("obs.yaml"), text.getBytes(StandardCharsets.UTF_8)));
    }

    Loading file(Path file) {
        path = file.toString();
        return this;
    }

    Loading env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Loading property(String name, String value) {
        properties.setProperty(name, value);
        return this;
    }

    ConfigLoader.Loaded load() {
        return loader().load();
    }

    /** For what is loaded more than once. */
    ConfigLoader loader() {
        return new ConfigLoader(path, environment, properties);
    }

    /** Loads what has to be free of problems. */
    AgentConfig config() {
        ConfigLoader.Loaded loaded = load();
        if (!loaded.problems.isEmpty()) {
            throw new AssertionError(loaded.problems);
        }
        return loaded.config;
    }
}

package io.obsagent.config;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Loads the configuration. Later places override earlier ones: defaults, the YAML file, {@code OTEL_*} variables,
 * {@code OBS_*} variables, {@code -Dobs.*} system properties. Maps are merged entry by entry.
 *
 * <p>Loading never fails: what cannot be read or understood becomes a problem, and the value from the earlier place
 * stays.
 */
public final class ConfigLoader {
    private static final String PREFIX = "obs.";

    private ConfigLoader() {}

    /**
     * Loads the configuration.
     *
     * @param path path of the YAML file, the agent's argument; null or empty: the system property {@code obs.config},
     *     else the variable {@code OBS_CONFIG}, else no file
     * @param environment environment variables
     * @param properties system properties
     */
    public static Loaded load(String path, Map<String, String> environment, Properties properties) {
        Settings settings = new Settings();
        Problems problems = new Problems();
        SettingsReader reader = new SettingsReader(settings, problems);
        settings.set(Keys.SERVICE_NAME, ServiceName.from(properties.getProperty("sun.java.command")));

        String file = firstOf(path, properties.getProperty(PREFIX + "config"), environment.get(Environment.CONFIG));
        if (file != null) {
            Node root = YamlFile.read(file, problems);
            if (root != null) {
                reader.tree(file, root);
            }
        }
        Environment variables = new Environment(environment, reader, problems);
        variables.otel();
        variables.obs();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (name.startsWith(PREFIX) && !name.equals(PREFIX + "config")) {
                reader.property("-D" + name, name.substring(PREFIX.length()), properties.getProperty(name));
            }
        }
        return new Loaded(new AgentConfig(settings), problems.lines());
    }

    private static String firstOf(String... paths) {
        for (String path : paths) {
            if (path != null && !path.trim().isEmpty()) {
                return path.trim();
            }
        }
        return null;
    }

    /** What loading gave. */
    public static final class Loaded {

        /** Never null. */
        public final AgentConfig config;

        /** One line for each mistake, without secrets; empty when there was none. Unmodifiable. */
        public final List<String> problems;

        Loaded(AgentConfig config, List<String> problems) {
            this.config = config;
            this.problems = problems;
        }
    }
}

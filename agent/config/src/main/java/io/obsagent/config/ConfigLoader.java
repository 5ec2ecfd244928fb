package io.obsagent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringTokenizer;
import java.util.TreeMap;

/**
 * Loads the configuration. Later places override earlier ones: defaults, YAML files, {@code OTEL_*} variables,
 * {@code OBS_*} variables, {@code -Dobs.*} system properties. Maps are merged entry by entry.
 *
 * <p>Loading never fails: what cannot be read or understood becomes a problem, and the value from the earlier place
 * stays.
 */
public final class ConfigLoader {
    private static final String PREFIX = "obs.";
    private static final String COMMAND = "sun.java.command";

    private final Map<String, String> environment;
    private final Map<String, String> properties = new TreeMap<>();
    private final List<String> paths;

    /**
     * Takes note of everything but the files, which each {@link #load} reads anew: nothing else of a running JVM changes its
     * configuration.
     *
     * @param path paths of YAML files, separated by commas, the agent's argument; null or empty: the system property
     *     {@code obs.config}, else the variable {@code OBS_CONFIG}, else no file
     * @param environment environment variables
     * @param properties system properties
     */
    public ConfigLoader(String path, Map<String, String> environment, Properties properties) {
        this.environment = environment;
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX) || name.equals(COMMAND)) {
                this.properties.put(name, properties.getProperty(name));
            }
        }
        String configured = this.properties.remove(PREFIX + "config");
        paths = split(firstOf(path, configured, environment.get(Environment.CONFIG)));
    }

    /** Loads the configuration as it is now. */
    public Loaded load() {
        Settings settings = new Settings();
        Problems problems = new Problems();
        ConfigFiles files = new ConfigFiles();
        SettingsReader reader = new SettingsReader(settings, problems, new Placeholders(environment, files));
        String guessed = ServiceName.from(properties.get(COMMAND));
        settings.set(Keys.SERVICE_NAME, guessed);
        settings.written(Keys.SERVICE_NAME, guessed == null ? "" : guessed, "the JVM's main jar or class");

        for (String path : paths) {
            Node root = YamlFile.read(path, files, problems);
            if (root != null) {
                reader.tree(path, root);
            }
        }
        int ofFiles = problems.lines().size();
        Environment variables = new Environment(environment, reader, problems);
        variables.otel();
        variables.obs();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            String name = property.getKey();
            if (name.startsWith(PREFIX)) {
                reader.property("-D" + name, name.substring(PREFIX.length()), property.getValue());
            }
        }
        return new Loaded(new AgentConfig(settings), files, problems.lines(), ofFiles);
    }

    /** The paths in a list with commas. */
    public static List<String> split(String list) {
        List<String> paths = new ArrayList<>();
        if (list != null) {
            for (StringTokenizer tokens = new StringTokenizer(list, ","); tokens.hasMoreTokens(); ) {
                String path = tokens.nextToken().trim();
                if (!path.isEmpty()) {
                    paths.add(path);
                }
            }
        }
        return paths;
    }

    private static String firstOf(String... paths) {
        for (String path : paths) {
            if (path != null && !path.trim().isEmpty()) {
                return path;
            }
        }
        return null;
    }

    /** What loading gave. */
    public static final class Loaded {

        /** Never null. */
        public final AgentConfig config;

        /** What it was read from besides the environment. */
        public final ConfigFiles files;

        /** One line for each mistake, without secrets; empty when there was none. Unmodifiable. */
        public final List<String> problems;

        /** Those of the files, which alone can be mended while the JVM runs. Unmodifiable. */
        public final List<String> problemsOfFiles;

        Loaded(AgentConfig config, ConfigFiles files, List<String> problems, int ofFiles) {
            this.config = config;
            this.files = files;
            this.problems = problems;
            this.problemsOfFiles = problems.subList(0, ofFiles);
        }
    }
}

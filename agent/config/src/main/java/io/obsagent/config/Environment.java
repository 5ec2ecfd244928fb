package io.obsagent.config;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Reads environment variables: first those of the OpenTelemetry specification, then our own, which override them. */
final class Environment {

    /** Names the YAML file; not a key itself. */
    static final String CONFIG = "OBS_CONFIG";

    private final Map<String, String> variables;
    private final SettingsReader reader;
    private final Problems problems;

    Environment(Map<String, String> variables, SettingsReader reader, Problems problems) {
        this.variables = variables;
        this.reader = reader;
        this.problems = problems;
    }

    /** Reads {@code OTEL_*}. */
    void otel() {
        resourceAttributes();
        for (Key<?> key : Keys.all()) {
            for (String variable : key.otelVariables) {
                set(variable, key, endpointOrSame(variable, get(variable)));
            }
        }
        headers("OTEL_EXPORTER_OTLP_HEADERS");
        headers("OTEL_EXPORTER_OTLP_TRACES_HEADERS");
        exporter();
        sampler();
        if (get("OTEL_SDK_DISABLED").equalsIgnoreCase("true")) {
            set("OTEL_SDK_DISABLED", Keys.ENABLED, "false");
        }
    }

    /** Reads {@code OBS_*}: any key, in capitals, with underscores for dots and dashes. */
    void obs() {
        Set<String> unknown = new LinkedHashSet<>();
        for (String variable : variables.keySet()) {
            if (variable.startsWith("OBS_") && !variable.equals(CONFIG)) {
                unknown.add(variable);
            }
        }
        if (unknown.isEmpty()) {
            return; // as in most JVMs: the variables of all keys need not be made
        }
        for (Key<?> key : Keys.all()) {
            String variable = key.variable();
            if (unknown.remove(variable)) {
                set(variable, key, get(variable));
            }
        }
        for (String variable : unknown) {
            reportUnknown(variable);
        }
    }

    /** Other programs have variables that begin with OBS_, too: only what resembles a key is a mistake. */
    private void reportUnknown(String variable) {
        Key<?> nearest = Suggestion.nearest(variable.substring("OBS_".length()));
        if (nearest != null) {
            problems.add(variable + ": unknown variable; did you mean " + nearest.variable() + "?");
        }
    }

    /** The general endpoint is a base URL even when it has a path; the one for traces is complete. */
    private static String endpointOrSame(String variable, String value) {
        if (!variable.equals("OTEL_EXPORTER_OTLP_ENDPOINT")) {
            return value;
        }
        try {
            return ValueTypes.pathOf(value).isEmpty() ? value : AgentConfig.Exporter.withTracesPath(value);
        } catch (IllegalArgumentException e) {
            return value; // no URL, which set() reports
        }
    }

    /** Attributes of the service have keys of their own. */
    private void resourceAttributes() {
        String variable = "OTEL_RESOURCE_ATTRIBUTES";
        for (Map.Entry<String, Node> entry :
                pairs(variable, Keys.RESOURCE_ATTRIBUTES).entries.entrySet()) {
            Key<String> key = ServiceAttributes.key(entry.getKey());
            if (key != null) {
                reader.value(variable, key, entry.getValue());
            } else {
                Node single = Node.map(0);
                single.entries.put(entry.getKey(), entry.getValue());
                reader.value(variable, Keys.RESOURCE_ATTRIBUTES, single);
            }
        }
    }

    private void headers(String variable) {
        reader.value(variable, Keys.EXPORTER_HEADERS, pairs(variable, Keys.EXPORTER_HEADERS));
    }

    /** The pairs of a variable with their values decoded; no pairs and a problem when it is malformed. */
    private Node pairs(String variable, Key<Map<String, String>> key) {
        Node pairs = Node.map(0);
        if (get(variable).isEmpty()) {
            return pairs;
        }
        try {
            Node encoded = ((MapType<String>) key.type).split(Node.text(0, get(variable)));
            for (Map.Entry<String, Node> entry : encoded.entries.entrySet()) {
                pairs.entries.put(entry.getKey(), Node.text(0, decode(entry.getValue().text)));
            }
        } catch (InvalidValueException e) {
            problems.add(variable + " is not valid; write name=value pairs separated by commas");
        }
        return pairs;
    }

    private void exporter() {
        String exporter = get("OTEL_TRACES_EXPORTER");
        if (exporter.equals("none")) {
            set("OTEL_TRACES_EXPORTER", Keys.EXPORTER_PROTOCOL, "none");
        } else if (!exporter.isEmpty() && !exporter.equals("otlp")) {
            problems.add("OTEL_TRACES_EXPORTER cannot be \"" + exporter + "\"; write otlp or none");
        }
    }

    private void sampler() {
        String variable = "OTEL_TRACES_SAMPLER";
        String sampler = get(variable);
        if (sampler.isEmpty()) {
            return;
        }
        String parentBased = "parentbased_";
        boolean asParent = sampler.startsWith(parentBased);
        String root = asParent ? sampler.substring(parentBased.length()) : sampler;
        if (root.equals("always_on")) {
            set(variable, Keys.SAMPLING_RATIO, "1");
        } else if (root.equals("always_off")) {
            set(variable, Keys.SAMPLING_RATIO, "0");
        } else if (root.equals("traceidratio")) {
            set(variable, Keys.SAMPLING_RATIO, "1");
            set(variable + "_ARG", Keys.SAMPLING_RATIO, get(variable + "_ARG"));
        } else {
            problems.add(variable + " cannot be \"" + sampler
                    + "\"; write always_on, always_off or traceidratio, with or without parentbased_ before it");
            return;
        }
        set(variable, Keys.SAMPLING_PARENT_BASED, String.valueOf(asParent));
    }

    private void set(String variable, Key<?> key, String value) {
        reader.value(variable, key, Node.text(0, value));
    }

    private String get(String variable) {
        String value = variables.get(variable);
        return value == null ? "" : value.trim();
    }

    /** Percent-decodes, and leaves what cannot be decoded as it is. */
    private static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), "UTF-8");
        } catch (UnsupportedEncodingException | IllegalArgumentException e) {
            return text;
        }
    }
}

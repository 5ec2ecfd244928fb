package io.obsagent.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the keys of a {@link MethodRule}. */
final class MethodRuleReader {

    private static final int MAX_LABELS = 8;
    private static final List<String> OWN_LABELS = Arrays.asList("rule", "class", "method", "error_type", "le");

    private static final ValueType<String> CLASS =
            new ValueType<String>(
                    "the full name of a class, in which * stands for any characters", MethodRuleType.CLASS) {
                @Override
                String parse(String text) throws InvalidValueException {
                    return checked(text, Names.isPattern(text));
                }
            };

    private static final ValueType<String> ANNOTATION =
            new ValueType<String>("the full name of an annotation", MethodRuleType.CLASS) {
                @Override
                String parse(String text) throws InvalidValueException {
                    return checked(text, Names.isClassName(text));
                }
            };

    private static final ValueType<List<String>> METHODS =
            new ValueType<List<String>>(
                    "names of methods, such as [pay, 'find*', 'add(int, java.lang.String)', 'add(*, ..)']",
                    MethodRuleType.METHODS) {
                @Override
                List<String> parse(String text) throws InvalidValueException {
                    return Collections.singletonList(checked(text, Names.isMethodPattern(text)));
                }

                @Override
                List<String> parse(Node node) throws InvalidValueException {
                    if (node.items == null) {
                        return super.parse(node);
                    }
                    List<String> methods = new ArrayList<>();
                    for (Node item : node.items) {
                        methods.add(checked(item.text, item.text != null && Names.isMethodPattern(item.text)));
                    }
                    checked("", !methods.isEmpty());
                    return methods;
                }
            };

    private static final MapType<ValuePath> ATTRIBUTES =
            new MapType<>(ValuePath.TYPE, "names of attributes with paths, such as {customer.id: arg0.customer.id}");

    private static final MapType<ValuePath> PATHS =
            new MapType<>(ValuePath.TYPE, "names of labels with paths, such as {tier: arg0.customer.tier}");

    private static final ValueType<Map<String, ValuePath>> LABELS =
            new ValueType<Map<String, ValuePath>>(
                    "up to " + MAX_LABELS + ' ' + PATHS.expected
                            + ", of letters, digits and _ and none of rule, class, method, error_type and le",
                    PATHS.schema) {
                @Override
                Map<String, ValuePath> parse(String text) throws InvalidValueException {
                    return parse(Node.text(0, text));
                }

                @Override
                Map<String, ValuePath> parse(Node node) throws InvalidValueException {
                    Map<String, ValuePath> labels = PATHS.parse(node);
                    boolean valid = labels.size() <= MAX_LABELS;
                    for (String label : labels.keySet()) {
                        valid &= isLabel(label);
                    }
                    checked("", valid);
                    return labels;
                }

                @Override
                Map<String, ValuePath> empty() {
                    return PATHS.empty();
                }
            };

    private MethodRuleReader() {}

    private static String checked(String text, boolean valid) throws InvalidValueException {
        if (!valid) {
            throw new InvalidValueException();
        }
        return text;
    }

    private static boolean isLabel(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !name.isEmpty() && !name.startsWith("__") && !OWN_LABELS.contains(name);
    }

    /**
     * Reads a rule.
     *
     * @param node a mapping
     */
    static MethodRule read(Node node) throws InvalidValueException {
        Map<String, Node> rest = new LinkedHashMap<>(node.entries);
        String type = take(rest, "class", CLASS, null);
        boolean subtypes = take(rest, "subtypes", ValueTypes.FLAG, false);
        String classAnnotation = take(rest, "class-annotation", ANNOTATION, null);
        String methodAnnotation = take(rest, "method-annotation", ANNOTATION, null);
        List<String> every = methodAnnotation == null ? null : Collections.singletonList("*");
        List<String> methods = take(rest, "methods", METHODS, every);
        boolean span = take(rest, "span", ValueTypes.FLAG, true);
        boolean metric = take(rest, "metric", ValueTypes.FLAG, true);
        Map<String, ValuePath> attributes = take(rest, "attributes", ATTRIBUTES, ATTRIBUTES.empty());
        Map<String, ValuePath> labels = take(rest, "labels", LABELS, LABELS.empty());
        for (Map.Entry<String, Node> unknown : rest.entrySet()) {
            throw new InvalidValueException(
                    unknown.getValue(),
                    " has no key " + unknown.getKey() + "; its keys are class, subtypes, class-annotation, methods, "
                            + "method-annotation, span, metric, attributes and labels");
        }
        String problem = type == null
                ? ".class is missing; write " + CLASS.expected
                : methods == null
                        ? ".methods is missing; write " + METHODS.expected
                        : subtypes && type.indexOf('*') >= 0
                                ? ".class cannot hold * where subtypes is true; write the full name of a class"
                                : span || metric ? null : " records nothing; write true for span or metric";
        if (problem != null) {
            throw new InvalidValueException(node, problem);
        }
        return new MethodRule(
                type, subtypes, classAnnotation, methodAnnotation, methods, span, metric, attributes, labels);
    }

    private static <T> T take(Map<String, Node> rest, String key, ValueType<T> type, T otherwise)
            throws InvalidValueException {
        Node node = rest.remove(key);
        if (node == null || node.text != null && node.text.isEmpty()) {
            return otherwise;
        }
        try {
            return type.parse(node);
        } catch (InvalidValueException e) {
            String value = node.entries != null ? " is not valid" : " cannot be " + SettingsReader.shown(node);
            throw new InvalidValueException(node, '.' + key + value + "; write " + type.expected);
        }
    }
}

package io.obsagent.config;

/** A {@link MethodRule}, a mapping with keys of its own. What reads it loads when there is one. */
final class MethodRuleType extends ValueType<MethodRule> {

    static final String CLASS = "type: string, minLength: 1";
    static final String METHODS = "type: [array, string], items: {type: string}, minItems: 1, minLength: 1";
    static final String PATH = "type: string, pattern: '^(arg[0-9]{1,3}|this|return)(\\.[^. ()]+){0,8}$'";

    private static final String FLAG = "type: boolean";
    private static final String PATHS = "type: [object, 'null'], additionalProperties: {" + PATH + "}";
    private static final String LABELS = PATHS
            + ", maxProperties: 8, propertyNames: {pattern: '^(?!(__|(rule|class|method|error_type|le)$))[a-zA-Z_]"
            + "[a-zA-Z0-9_]*$'}";

    MethodRuleType() {
        super(
                "a mapping with the keys class and methods",
                "type: object, required: [class], additionalProperties: false, properties: {"
                        + "class: {" + CLASS + "}, subtypes: {" + FLAG + "}, class-annotation: {" + CLASS + "}, "
                        + "methods: {" + METHODS + "}, method-annotation: {" + CLASS + "}, "
                        + "span: {" + FLAG + "}, metric: {" + FLAG + "}, "
                        + "attributes: {" + PATHS + "}, labels: {" + LABELS + "}}, "
                        + "anyOf: [{required: [methods]}, {required: [method-annotation]}]");
    }

    @Override
    MethodRule parse(String text) throws InvalidValueException {
        throw new InvalidValueException();
    }

    @Override
    MethodRule parse(Node node) throws InvalidValueException {
        if (node.entries == null) {
            throw new InvalidValueException();
        }
        return MethodRuleReader.read(node);
    }
}

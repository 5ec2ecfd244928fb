package io.obsagent.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/**
 * The JSON schema of the YAML file, made of the table of keys. It describes the file as one should write it: the agent
 * also takes dotted keys, and texts for lists and maps.
 *
 * <p>Draft 7 is what all editors know.
 */
final class JsonSchema {

    /** Reads YAML 1.2, as editors do: {@code off} is a text there. */
    private static final YAMLMapper YAML =
            new YAMLMapper(new YAMLFactory().enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS));

    private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

    private JsonSchema() {}

    /** The file agent-config/obs-agent.schema.json. */
    static String text() {
        ObjectNode root = YAML.createObjectNode();
        root.put("$schema", DRAFT);
        root.put("$comment", "Generated from io.obsagent.config.Keys by \"make reference\": change it there.");
        root.put("title", "Configuration of obs-agent");
        section(root);
        for (Key<?> key : Keys.all()) {
            String[] parts = key.name.split("\\.");
            ObjectNode section = root;
            for (int i = 0; i < parts.length - 1; i++) {
                section = section(section.withObject("properties").withObject(parts[i]));
            }
            section.withObject("properties").set(parts[parts.length - 1], value(key));
        }
        root.set("definitions", yaml("{placeholder: {type: string, pattern: '\\$\\{'}}"));
        return json(root) + "\n";
    }

    /** What an editor that knows the schema says about a file's content; empty when there is nothing wrong. */
    static List<String> mistakes(String yaml) {
        return validate(text(), yaml(yaml));
    }

    /** What is wrong with the schema itself. */
    static List<String> mistakesOfTheSchema() {
        return validate("{\"$ref\": \"" + DRAFT + "\"}", yaml(text()));
    }

    private static List<String> validate(String schema, JsonNode document) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema)
                .validate(document)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** All keys of a section may be commented out, which leaves null. */
    private static ObjectNode section(ObjectNode section) {
        if (!section.has("type")) {
            section.putArray("type").add("object").add("null");
            section.put("additionalProperties", false);
        }
        return section;
    }

    private static ObjectNode value(Key<?> key) {
        ObjectNode value = YAML.createObjectNode();
        value.put("description", String.join(" ", Reference.explanation(key)));
        if (!Reference.value(key).isEmpty()) {
            value.set("default", yaml(Reference.value(key)));
        }
        value.setAll(orPlaceholder((ObjectNode) yaml("{" + key.type.schema + "}")));
        return value;
    }

    /** Allows placeholders for the value, for the items of a list, for the values of a map and those of a rule. */
    private static ObjectNode orPlaceholder(ObjectNode schema) {
        for (String inner : List.of("items", "additionalProperties")) {
            if (schema.get(inner) instanceof ObjectNode element) {
                schema.set(inner, orPlaceholder(element));
            }
        }
        if (schema.get("properties") instanceof ObjectNode properties) {
            properties
                    .properties()
                    .forEach(property -> property.setValue(orPlaceholder((ObjectNode) property.getValue())));
            return schema;
        }
        if (schema.equals(yaml("{" + ValueTypes.TEXT.schema + "}"))) {
            return schema;
        }
        ObjectNode either = YAML.createObjectNode();
        either.putArray("anyOf").add(schema).add(yaml("{$ref: '#/definitions/placeholder'}"));
        return either;
    }

    private static JsonNode yaml(String text) {
        try {
            JsonNode root = YAML.readTree(text);
            return root.isMissingNode() ? YAML.nullNode() : root;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String json(ObjectNode root) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        try {
            return new JsonMapper()
                    .writer(new DefaultPrettyPrinter(separators).withObjectIndenter(indenter))
                    .writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

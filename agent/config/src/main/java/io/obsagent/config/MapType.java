package io.obsagent.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names with values: a YAML mapping, or {@code name=value} pairs separated by commas. */
final class MapType<V> extends ValueType<Map<String, V>> {

    /** Type of the values. */
    final ValueType<V> element;

    MapType(ValueType<V> element, String expected) {
        super(expected, "type: [object, 'null'], additionalProperties: {" + element.schema + "}");
        this.element = element;
    }

    /** Splits pairs into nodes, which are then handled like the entries of a mapping. */
    Node split(Node node) throws InvalidValueException {
        if (node.entries != null) {
            return node;
        }
        if (node.text == null) {
            throw new InvalidValueException();
        }
        Node map = Node.map(node.line);
        for (String pair : node.text.split(",")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new InvalidValueException();
            }
            String value = pair.substring(equals + 1).trim();
            map.entries.put(pair.substring(0, equals).trim(), Node.text(node.line, value));
        }
        return map;
    }

    @Override
    Map<String, V> parse(String text) throws InvalidValueException {
        return parse(Node.text(0, text));
    }

    @Override
    Map<String, V> parse(Node node) throws InvalidValueException {
        Map<String, V> map = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : split(node).entries.entrySet()) {
            map.put(entry.getKey(), element.parse(entry.getValue()));
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    boolean same(Map<String, V> a, Map<String, V> b) {
        if (!a.keySet().equals(b.keySet())) {
            return false;
        }
        for (Map.Entry<String, V> entry : a.entrySet()) {
            if (!element.same(entry.getValue(), b.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    Map<String, V> empty() {
        return Collections.emptyMap();
    }
}

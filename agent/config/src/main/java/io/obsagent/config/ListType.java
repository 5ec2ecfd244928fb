package io.obsagent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringTokenizer;

/** A list: a YAML sequence, or elements separated by commas, semicolons or blanks; {@code none} is the empty list. */
final class ListType<E> extends ValueType<List<E>> {
    private final ValueType<E> element;
    private final int maxItems;

    ListType(ValueType<E> element, String expected) {
        super(expected, "type: [array, string], items: {" + element.schema + "}, pattern: ^none$");
        this.element = element;
        this.maxItems = Integer.MAX_VALUE;
    }

    /** @param maxItems most elements */
    ListType(ValueType<E> element, String expected, int maxItems) {
        super(
                expected,
                "type: [array, string], items: {" + element.schema + "}, maxItems: " + maxItems + ", pattern: ^none$");
        this.element = element;
        this.maxItems = maxItems;
    }

    private List<E> checked(List<E> list) throws InvalidValueException {
        if (list.size() > maxItems) {
            throw new InvalidValueException();
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    List<E> parse(String text) throws InvalidValueException {
        List<E> list = new ArrayList<>();
        if (!text.equals("none")) {
            for (StringTokenizer tokens = new StringTokenizer(text, ",; \t"); tokens.hasMoreTokens(); ) {
                list.add(element.parse(tokens.nextToken()));
            }
        }
        return checked(list);
    }

    @Override
    List<E> parse(Node node) throws InvalidValueException {
        if (node.items == null) {
            return super.parse(node);
        }
        List<E> list = new ArrayList<>();
        for (Node item : node.items) {
            list.add(element.parse(item));
        }
        return checked(list);
    }

    @Override
    List<E> empty() {
        return Collections.emptyList();
    }
}

package io.obsagent.telemetry.logs;

import io.obsagent.api.LogFields;
import io.obsagent.api.LogKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the fields of one event, each name once. */
final class EntryFields implements LogFields {

    /** Goes before the application's names that the line has for something of its own. */
    private static final String APPLICATION = "app.";

    private final JsonObject out;
    private final FieldNames names;
    private final LogKeys keys;
    private final Set<String> written = new HashSet<String>();
    private List<String> tags;

    EntryFields(JsonObject out, FieldNames names, LogKeys keys) {
        this.out = out;
        this.names = names;
        this.keys = keys;
    }

    @Override
    public void field(String name, Object value) {
        if (name != null && value != null) {
            String unique = unique(name);
            if (unique != null) {
                out.value(unique, value);
            }
        }
    }

    @Override
    public void json(String object) {
        JsonMembers members = new JsonMembers(object);
        while (members.next()) {
            String unique = unique(members.name());
            if (unique != null) {
                out.raw(unique, members.value());
            }
        }
    }

    @Override
    public void tag(String name) {
        if (name != null) {
            if (tags == null) {
                tags = new ArrayList<String>();
            }
            tags.add(name);
        }
    }

    /** Writes what can only be written at the end. */
    void end() {
        if (tags != null) {
            out.texts(names.tags, tags);
        }
    }

    /** The name to write, or null when there is a field of that name already. */
    private String unique(String name) {
        String free = names.contains(name) ? APPLICATION + name : inSchema(name);
        return written.add(free) ? free : null;
    }

    /** ECS has names of its own for the ids of the trace; another name that is configured stays. */
    private String inSchema(String name) {
        if (names == FieldNames.ECS) {
            if (name.equals(LogKeys.DEFAULT.traceId()) && name.equals(keys.traceId())) {
                return "trace.id";
            }
            if (name.equals(LogKeys.DEFAULT.spanId()) && name.equals(keys.spanId())) {
                return "span.id";
            }
        }
        return name;
    }
}

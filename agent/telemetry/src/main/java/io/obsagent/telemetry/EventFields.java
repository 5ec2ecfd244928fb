package io.obsagent.telemetry;

import io.obsagent.api.LogFields;
import io.obsagent.api.LogKeys;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.logs.JsonMembers;
import io.obsagent.telemetry.logs.JsonObject;
import java.util.HashSet;
import java.util.Set;

/** Takes the fields of one event, each name once, and finds the ids of its trace among them. */
final class EventFields implements LogFields {

    private static final int MAX_NAME_CHARS = 256;
    /** Receivers cut the connection when a message is too long. */
    private static final int MAX_CHARS = 65_536;

    private static final String TAGS = "tags";

    private final ShippedEvent event;
    private final LogKeys keys;
    private final AgentConfig.Limits limits;
    private final Set<String> names = new HashSet<String>();
    private StringBuilder tags;
    private int chars;

    /** What the fields called as the ids of a trace say; null where there is none. */
    private String traceId;

    private String spanId;
    private String traceFlags;

    EventFields(ShippedEvent event, LogKeys keys, AgentConfig.Limits limits) {
        this.event = event;
        this.keys = keys;
        this.limits = limits;
    }

    @Override
    public void field(String name, Object value) {
        if (name != null && value != null) {
            add(name, JsonObject.plain(value));
        }
    }

    @Override
    public void json(String object) {
        JsonMembers members = new JsonMembers(object);
        while (members.next()) {
            add(JsonMembers.unescaped(members.name()), members.plainValue());
        }
    }

    @Override
    public void tag(String name) {
        if (name != null) {
            tags = tags == null ? new StringBuilder(name) : tags.append(',').append(name);
        }
    }

    private void add(String name, Object value) {
        if (name.isEmpty() || isId(name, value)) {
            return;
        }
        Object kept = value instanceof String ? StackTraces.cut((String) value, limits.attributeLength) : value;
        int more = name.length() + (kept instanceof String ? ((String) kept).length() : 0);
        boolean fits =
                names.size() < limits.attributeCount && name.length() <= MAX_NAME_CHARS && chars + more <= MAX_CHARS;
        if (fits && names.add(name)) {
            chars += more;
            event.field(name, kept);
        }
    }

    /** The ids have places of their own, unless the application has written something else under that name. */
    private boolean isId(String name, Object value) {
        if (!(value instanceof String)) {
            return false;
        }
        String text = (String) value;
        if (name.equals(keys.traceId()) && traceId == null && isHex(text, 32)) {
            traceId = text;
        } else if (name.equals(keys.spanId()) && spanId == null && isHex(text, 16)) {
            spanId = text;
        } else if (name.equals(keys.traceFlags()) && traceFlags == null && isHex(text, 2)) {
            traceFlags = text;
        } else {
            return false;
        }
        return true;
    }

    private static boolean isHex(String text, int length) {
        return text.length() == length && Ids.isHex(text, 0, length);
    }

    /** Adds what is only known at the end. */
    void end() {
        if (tags != null) {
            add(TAGS, tags.toString());
        }
        if (traceId != null) {
            event.traceId = traceId;
            event.spanId = spanId;
            event.sampled = traceFlags != null && (Ids.parse(traceFlags, 0, 2) & 1) == 1;
        }
    }
}

package io.obsagent.telemetry;

import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.export.SpanBatch;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows ended operations to OpenTelemetry's exporter through views that are made once and used again for each batch. */
final class SpanViews implements SpanBatch<SpanOperation> {

    /** The version of the semantic conventions that resource and spans follow. */
    private static final String SCHEMA = "https://opentelemetry.io/schemas/1.44.0";

    private final AgentConfig config;
    private final Map<String, Object> resourceAttributes;

    private final StringBuilder scratch = new StringBuilder(128);
    private final List<SpanData> views = new ArrayList<SpanData>();
    private int size;

    private io.opentelemetry.sdk.resources.Resource resource;
    private InstrumentationScopeInfo scope;

    /** @param resourceAttributes texts and Longs */
    SpanViews(AgentConfig config, Map<String, Object> resourceAttributes) {
        this.config = config;
        this.resourceAttributes = resourceAttributes;
    }

    @Override
    public void add(SpanOperation span) {
        if (size == views.size()) {
            views.add(newView());
        }
        SpanView previous = size == 0 ? null : (SpanView) views.get(size - 1);
        ((SpanView) views.get(size++)).show(span, previous);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public List<SpanData> spans() {
        return views.subList(0, size);
    }

    @Override
    public void clear() {
        for (int i = 0; i < size; i++) {
            ((SpanView) views.get(i)).clear();
        }
        size = 0;
    }

    private SpanView newView() {
        if (resource == null) {
            resource = io.opentelemetry.sdk.resources.Resource.create(resourceAttributes(), SCHEMA);
            scope = InstrumentationScopeInfo.builder("io.obsagent")
                    .setVersion((String) resourceAttributes.get("telemetry.distro.version"))
                    .setSchemaUrl(SCHEMA)
                    .build();
        }
        return new SpanView(resource, scope, new SpanAttributes(config, scratch));
    }

    private Attributes resourceAttributes() {
        AttributesBuilder attributes = Attributes.builder();
        for (Map.Entry<String, Object> attribute : resourceAttributes.entrySet()) {
            Object value = attribute.getValue();
            if (value instanceof Long) {
                attributes.put(attribute.getKey(), (Long) value);
            } else {
                attributes.put(attribute.getKey(), value.toString());
            }
        }
        return attributes.build();
    }
}

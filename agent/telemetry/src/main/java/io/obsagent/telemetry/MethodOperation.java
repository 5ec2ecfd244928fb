package io.obsagent.telemetry;

import io.obsagent.api.Call;

/** A call of a method that a rule of the configuration names; without a span where the rule says so. */
final class MethodOperation extends SpanOperation {

    private static final int FIRST_LABEL = 4;

    private final MethodRecorder rule;
    private final String className;
    private final String method;

    /** Null when the rule has none. */
    private final String[] labels;

    MethodOperation(MethodRecorder rule, String className, String method) {
        super(rule.recorder, INTERNAL, null, System.nanoTime(), true);
        this.rule = rule;
        this.className = className;
        this.method = method;
        this.labels = rule.series == null || rule.labels.length == 0 ? null : new String[rule.labels.length];
        if (rule.span) {
            decide(className + '.' + method);
        } else {
            drop();
        }
    }

    /** Makes the span one that is delivered should the JVM end before it. */
    void opened() {
        if (isRecorded()) {
            recorder.open.add(this);
        }
    }

    /**
     * Reads the values that attributes and labels name.
     *
     * @param ended whether those of what the method has returned, or those of what is known before
     */
    void read(Call call, boolean ended) {
        if (isRecorded()) {
            for (int i = 0; i < rule.attributes.length; i++) {
                if (rule.attributes[i].isOfResult() == ended) {
                    value(rule.attributeNames[i], rule.attributes[i].read(call));
                }
            }
        }
        if (labels != null) {
            for (int i = 0; i < labels.length; i++) {
                if (rule.labels[i].isOfResult() == ended) {
                    Object value = rule.labels[i].read(call);
                    labels[i] = value == null
                            ? null
                            : recorder.personal.hide(value.toString(), MethodRecorder.MAX_LABEL_CHARS);
                }
            }
        }
    }

    @Override
    void complete() {
        if (rule.series != null) {
            recordDuration(rule.series.get(this).histogram(0));
        }
    }

    @Override
    public String label(int index) {
        switch (index) {
            case 0:
                return rule.rule;
            case 1:
                return className;
            case 2:
                return method;
            case 3:
                return errorType;
            default:
                return labels[index - FIRST_LABEL];
        }
    }

    @Override
    String spanName() {
        return className.substring(className.lastIndexOf('.') + 1) + '.' + method;
    }

    @Override
    void putOwnAttributes(SpanAttributes out) {
        out.put(Attribute.CODE_FUNCTION_NAME, className + '.' + method);
        out.put(Attribute.ERROR_TYPE, errorType);
    }
}

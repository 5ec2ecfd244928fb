package io.obsagent.telemetry;

/** A run of a job that a schedule has asked for. It is measured by its span alone. */
final class JobOperation extends SpanOperation {

    private final String className;
    private final String method;

    JobOperation(Recorder recorder, String className, String method) {
        super(recorder, INTERNAL, null, System.nanoTime());
        this.className = className;
        this.method = method;
    }

    @Override
    void complete() {}

    @Override
    public String label(int index) {
        return null;
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

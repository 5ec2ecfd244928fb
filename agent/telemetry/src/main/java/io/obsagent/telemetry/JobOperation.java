package io.obsagent.telemetry;

/** A run of a job that a schedule has asked for. It is measured by its span alone. */
final class JobOperation extends SpanOperation {

    private final String function;

    JobOperation(Recorder recorder, String className, String method) {
        super(recorder, INTERNAL, null, System.nanoTime());
        function = className + '.' + method;
        decide(function);
    }

    @Override
    void complete() {}

    @Override
    public String label(int index) {
        return null;
    }

    @Override
    String spanName() {
        return function.substring(function.lastIndexOf('.', function.lastIndexOf('.') - 1) + 1);
    }

    @Override
    void putOwnAttributes(SpanAttributes out) {
        out.put(Attribute.CODE_FUNCTION_NAME, function);
        out.put(Attribute.ERROR_TYPE, errorType);
    }
}

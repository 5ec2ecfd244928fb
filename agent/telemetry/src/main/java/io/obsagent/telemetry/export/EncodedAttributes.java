package io.obsagent.telemetry.export;

/** Attributes of a span as they were written once. Immutable. */
public final class EncodedAttributes {

    /** Longer ones are not worth their memory. */
    private static final int MAX_BYTES = 1024;

    private final byte[] bytes;
    private final int count;

    private EncodedAttributes(byte[] bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    /**
     * Takes what was written last.
     *
     * @param sizeBefore the size before it was written
     * @param count the number of attributes
     * @return null when that is too long to be kept
     */
    public static EncodedAttributes of(ProtoWriter out, int sizeBefore, int count) {
        return out.size() - sizeBefore > MAX_BYTES ? null : new EncodedAttributes(out.copyFrom(sizeBefore), count);
    }

    /** The number of attributes. */
    public int count() {
        return count;
    }

    /** Writes them. */
    public void writeTo(ProtoWriter out) {
        out.encoded(bytes);
    }
}

package io.obsagent.api;

/** A message as the telemetry asks about it. Strings may be null where unknown, numbers -1. */
public abstract class Message implements Headers {

    /** The messaging system, for example {@code kafka}. Never null. */
    public abstract String system();

    /** The topic or queue. Never null. */
    public abstract String destination();

    /** The consumer group, on the consumer's side. */
    public String group() {
        return null;
    }

    /** The client's id. */
    public String clientId() {
        return null;
    }

    /** The partition, or -1. */
    public int partition() {
        return -1;
    }

    /** The offset, or -1. */
    public long offset() {
        return -1;
    }

    /** The key where it is text or a number; else null. */
    public String key() {
        return null;
    }

    /** The size of the body in bytes, or -1. */
    public long bodyBytes() {
        return -1;
    }

    /** True for a record without a value (a deletion in a compacted Kafka topic). */
    public boolean tombstone() {
        return false;
    }

    /** The last value of an incoming header, or null. */
    @Override
    public abstract String header(String name);
}

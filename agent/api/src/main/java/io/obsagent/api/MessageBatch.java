package io.obsagent.api;

/** The messages that one poll returned, that are processed as a whole, or that one commit settles. */
public abstract class MessageBatch {

    /** The messaging system, for example {@code kafka}. Never null. */
    public abstract String system();

    /** The one topic that all messages come from; null when they come from several. */
    public abstract String destination();

    /** The consumer group, or null. */
    public abstract String group();

    /** The client's id, or null. */
    public abstract String clientId();

    /** The number of messages, or -1 where it is not known. */
    public abstract int size();

    /** The message at an index from 0 to {@link #size()} - 1. Asked for no more often than the cap on links. */
    public abstract Message message(int index);
}

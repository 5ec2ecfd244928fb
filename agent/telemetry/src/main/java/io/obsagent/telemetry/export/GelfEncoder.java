package io.obsagent.telemetry.export;

/** Writes events as GELF. Used by one thread. */
public interface GelfEncoder<R> {

    /** One message in UTF-8, without what separates it from the next. */
    byte[] encode(R event);
}

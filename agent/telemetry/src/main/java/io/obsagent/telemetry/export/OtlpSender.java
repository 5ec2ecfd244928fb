package io.obsagent.telemetry.export;

import java.io.IOException;

/** Carries batches to a collector. Used by the exporter's thread alone, but for {@link #abortIfStuck} and close. */
interface OtlpSender {

    /**
     * Sends one batch and waits for the answer.
     *
     * @throws IOException when no answer could be had
     */
    Delivery send(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Breaks the connection off when the collector has held up the exporter's thread for much longer than a request may
     * take: it accepts the connection and then does not read. Blocking writes know no time-out. Called by any thread.
     */
    void abortIfStuck();

    /** Gives the connection back. */
    void close();
}

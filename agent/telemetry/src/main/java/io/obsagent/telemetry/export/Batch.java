package io.obsagent.telemetry.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * Spans as they are sent: an {@code ExportTraceServiceRequest}, which is the same for both protocols. In memory, in a
 * file, or in both. Handed from thread to thread, and not changed while it is with two.
 */
final class Batch {

    /** The number of spans. */
    final int spans;

    /** When they were put together, in milliseconds since 1970. */
    final long epochMillis;

    /** Null while the batch is in its file only. */
    private Buffer bytes;

    /** Null when it is in memory only. */
    Path file;

    /** What the file takes of the disk. */
    long fileBytes;

    Batch(int spans, long epochMillis, Buffer bytes) {
        this.spans = spans;
        this.epochMillis = epochMillis;
        this.bytes = bytes;
    }

    void load(Buffer content) {
        bytes = content;
    }

    /** Gives its memory back; null when it has none. */
    Buffer unload() {
        Buffer unloaded = bytes;
        bytes = null;
        return unloaded;
    }

    /** Writes the message. */
    void writeTo(OutputStream out) throws IOException {
        bytes.copyTo(out);
    }

    /** The length of the message in bytes. */
    int size() {
        return bytes.size();
    }

    /** Memory that is used again. */
    static class Buffer extends ByteArrayOutputStream {

        private static final int MAX_KEPT_BYTES = 1 << 20;

        Buffer() {
            super(8192);
        }

        /** Takes what was written, and gives its own memory for it: nothing is copied. What it held is gone. */
        void take(ProtoWriter written) {
            count = written.size();
            buf = written.exchange(buf);
        }

        /** Unlike {@link #writeTo} without its monitor: one thread saves what another cannot get rid of. */
        void copyTo(OutputStream out) throws IOException {
            out.write(buf, 0, count);
        }

        /** Whether it is small enough to be kept. */
        boolean isSmall() {
            return buf.length <= MAX_KEPT_BYTES;
        }
    }
}

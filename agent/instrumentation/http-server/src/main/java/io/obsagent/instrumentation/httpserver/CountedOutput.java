package io.obsagent.instrumentation.httpserver;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A response's body, counted as it is written. */
final class CountedOutput extends FilterOutputStream {

    private final RecordedExchange recorded;
    private long bytes;

    CountedOutput(OutputStream body, RecordedExchange recorded) {
        super(body);
        this.recorded = recorded;
        recorded.written(0);
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        count(1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        out.write(buffer, offset, length);
        count(length);
    }

    /** As the stream behind: {@link FilterOutputStream} would flush first. */
    @Override
    public void close() throws IOException {
        out.close();
    }

    private void count(long written) {
        bytes += written;
        recorded.written(bytes);
    }
}

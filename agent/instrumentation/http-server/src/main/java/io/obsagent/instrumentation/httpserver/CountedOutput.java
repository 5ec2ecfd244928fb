package io.obsagent.instrumentation.httpserver;

import io.obsagent.api.Operation;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A response's body, counted as it is written. */
final class CountedOutput extends FilterOutputStream {

    private final Operation operation;
    private long bytes;

    CountedOutput(OutputStream body, Operation operation) {
        super(body);
        this.operation = operation;
        operation.responseBytes(0);
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
        operation.responseBytes(bytes);
    }
}

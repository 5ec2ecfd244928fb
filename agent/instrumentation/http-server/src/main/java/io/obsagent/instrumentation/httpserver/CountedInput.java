package io.obsagent.instrumentation.httpserver;

import io.obsagent.api.Operation;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body, counted as it is read. */
final class CountedInput extends FilterInputStream {

    private final Operation operation;
    private long bytes;

    CountedInput(InputStream body, Operation operation) {
        super(body);
        this.operation = operation;
        operation.requestBytes(0);
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        count(read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        count(skipped);
        return skipped;
    }

    private void count(long read) {
        if (read > 0) {
            bytes += read;
            operation.requestBytes(bytes);
        }
    }
}

package io.obsagent.benchmarks.jvm;

import io.obsagent.benchmarks.sink.Sink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The collector, in a process of its own. Used by one thread. */
public final class SinkProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final int port;

    /**
     * Starts it.
     *
     * @param jar of the benchmarks
     */
    public SinkProcess(Path jar) throws IOException {
        process = Jvm.startPiped(List.of("-Xmx128m", "-XX:+UseSerialGC", "-cp", jar.toString(), Sink.class.getName()));
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        port = Integer.parseInt(answers.readLine());
    }

    /** On 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Spans received so far. */
    public long spans() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return Long.parseLong(answers.readLine());
    }

    /** Ends it, so that connections are refused. */
    @Override
    public void close() {
        Jvm.stop(process);
    }
}

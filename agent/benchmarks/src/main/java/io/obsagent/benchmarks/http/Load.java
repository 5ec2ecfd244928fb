package io.obsagent.benchmarks.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/** Bounded load on one port of 127.0.0.1, from threads of this process. An answer other than 200 ends the benchmark. */
public final class Load {

    /** As many as the machine this was made for has cores: more would only queue. */
    private static final int CLOSED_LOOP_CONNECTIONS = 2;

    private static final int FIXED_RATE_CONNECTIONS = 4;

    private final int port;

    public Load(int port) {
        this.port = port;
    }

    /**
     * Requests as fast as they are answered, on two connections.
     *
     * @param requests how many, in all
     * @return requests a second
     */
    public double asFastAsPossible(String path, int requests) throws IOException {
        byte[] request = HttpConnection.get(path);
        long begin = System.nanoTime();
        inParallel(CLOSED_LOOP_CONNECTIONS, index -> {
            try (HttpConnection connection = new HttpConnection(port)) {
                for (int i = index; i < requests; i += CLOSED_LOOP_CONNECTIONS) {
                    send(connection, request, path);
                }
            }
            return new long[0];
        });
        return requests * 1e9 / (System.nanoTime() - begin);
    }

    /**
     * Requests at fixed times, whether or not earlier ones have been answered; each is timed from the moment it was due,
     * so that a service that stalls is charged for all that had to wait.
     *
     * @param perSecond rate
     * @param requests how many, in all
     */
    public Latencies atFixedRate(String path, double perSecond, int requests) throws IOException {
        byte[] request = HttpConnection.get(path);
        double nanosPerRequest = 1e9 / perSecond;
        long begin = System.nanoTime() + 50_000_000;
        return new Latencies(inParallel(FIXED_RATE_CONNECTIONS, index -> {
            int count = (requests - index + FIXED_RATE_CONNECTIONS - 1) / FIXED_RATE_CONNECTIONS;
            long[] nanos = new long[count];
            try (HttpConnection connection = new HttpConnection(port)) {
                for (int i = 0; i < count; i++) {
                    long due = begin + (long) ((index + (long) i * FIXED_RATE_CONNECTIONS) * nanosPerRequest);
                    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                    send(connection, request, path);
                    nanos[i] = System.nanoTime() - due;
                }
            }
            return nanos;
        }));
    }

    private static void send(HttpConnection connection, byte[] request, String path) throws IOException {
        if (!connection.send(request)) {
            throw new IOException("the answer to " + path + " is not 200");
        }
    }

    private interface Client {
        long[] run(int index) throws IOException;
    }

    private static long[] inParallel(int count, Client client) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<long[]>> clients = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int index = i;
                clients.add(() -> client.run(index));
            }
            long[] all = new long[0];
            for (Future<long[]> done : threads.invokeAll(clients)) {
                long[] some = done.get();
                all = Arrays.copyOf(all, all.length + some.length);
                System.arraycopy(some, 0, all, all.length - some.length, some.length);
            }
            return all;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}

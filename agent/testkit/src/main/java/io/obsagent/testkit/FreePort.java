package io.obsagent.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of 127.0.0.1 for servers that start later, or never. None of them is among those that operating systems give to
 * sockets that ask for any port: what runs beside a test does not take it by chance between the question and the start.
 * Thread-safe.
 */
public final class FreePort {

    private static final int COUNT = 8_000;

    /** Two JVMs with tests of one build have ports of their own. */
    private static final int FIRST = 16_000 + COUNT * (Integer.getInteger("surefire.forkNumber", 0) % 2);

    private static final int END = FIRST + COUNT; // Linux gives any port from 32768 on, other systems from 49152 on

    /** Goes up, so that no port is given twice; begins anywhere, as other builds may run at the same time. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePort() {}

    /**
     * A port on which nothing listens.
     *
     * @throws IllegalStateException if none is found
     */
    public static int next() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // another one
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + END);
    }
}

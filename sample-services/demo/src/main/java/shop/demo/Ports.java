package shop.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Hands out ports of 127.0.0.1, each once. */
final class Ports {

    private final Set<Integer> given = new HashSet<>();

    /** The port a newcomer would expect if it is free, else any free one. */
    int near(int wanted) throws IOException {
        if (!isFree(wanted)) {
            return any();
        }
        given.add(wanted);
        return wanted;
    }

    /** Any free port. */
    int any() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (given.add(socket.getLocalPort())) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private boolean isFree(int port) {
        if (given.contains(port)) {
            return false;
        }
        try (ServerSocket everywhere = new ServerSocket(port)) {
            return everywhere.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}

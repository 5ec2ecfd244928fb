package io.obsagent.dist;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

/** Waits for what another JVM answers to a command that it gets as an agent's argument. */
final class AnswerPort implements Closeable {

    /** How the argument begins; see {@code io.obsagent.boot.Agent}. */
    private static final String PREFIX = "--obs-agent-command ";

    private static final int READ_MILLIS = 2_000;
    private static final int MAX_BYTES = 16 << 20;

    private final String token = new BigInteger(128, new SecureRandom()).toString(16);
    private final ServerSocket socket;

    AnswerPort() throws IOException {
        socket = new ServerSocket(0, 1, AnswerAddress.loopback());
    }

    /**
     * The argument that gives a command to the agent in another JVM.
     *
     * @param argument null for none
     */
    String command(String verb, String argument) {
        return PREFIX
                + socket.getLocalPort()
                + ' '
                + token
                + ' '
                + Version.current()
                + ' '
                + verb
                + (argument == null ? "" : ' ' + argument);
    }

    /** What was answered; null when nothing was in that time. */
    Answer await(long millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            socket.setSoTimeout((int) left);
            try (Socket client = socket.accept()) {
                Answer answer = read(client);
                if (answer != null) {
                    return answer;
                }
            } catch (SocketTimeoutException late) {
                return null;
            }
        }
        return null;
    }

    /** Null when it comes from somebody else. */
    private Answer read(Socket client) {
        try {
            client.setSoTimeout(READ_MILLIS);
            DataInputStream in = new DataInputStream(client.getInputStream());
            if (!token.equals(in.readUTF())) {
                return null;
            }
            int code = in.readInt();
            byte[] text = new byte[Math.min(in.readInt(), MAX_BYTES)];
            in.readFully(text);
            return new Answer(code, new String(text, Charset.forName("UTF-8")));
        } catch (IOException notOurs) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** What the other JVM says. */
    static final class Answer {

        /** One of {@link Exit}. */
        final int code;

        final String text;

        Answer(int code, String text) {
            this.code = code;
            this.text = text;
        }
    }
}

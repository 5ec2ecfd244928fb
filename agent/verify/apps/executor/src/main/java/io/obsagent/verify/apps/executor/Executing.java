package io.obsagent.verify.apps.executor;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/**
 * Hands work to other threads in the midst of an operation: a statement that calls {@link #run}, a function of H2's that
 * is written in Java.
 *
 * <p>Listens on the port that it prints. Each line is a way of handing over, the number of the first caller, and one more
 * than the last; callers run on eight threads. Answers on standard output, with {@code done} and the line, when all work
 * is done. The same three words as arguments are a first command, done before anything is printed.
 */
public final class Executing {

    private static final int THREADS = 8;

    private Executing() {}

    public static void main(String[] args) throws Exception {
        // without a statement, so that the first of all operations is one that hands over
        DriverManager.getConnection(Work.URL + ";INIT=create alias run for \"" + Executing.class.getName() + ".run\"")
                .close();
        if (args.length == 3) {
            execute(args);
        }
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println("port: " + server.getLocalPort());
            System.out.println("done");
            try (Socket socket = server.accept();
                    BufferedReader commands = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                for (String line = commands.readLine(); line != null; line = commands.readLine()) {
                    execute(line.split(" "));
                    System.out.println("done: " + line);
                }
            }
        }
    }

    private static void execute(String[] command) throws Exception {
        call(command[0], Integer.parseInt(command[1]), Integer.parseInt(command[2]));
        Work.awaitAll();
    }

    private static void call(String way, int from, int to) throws Exception {
        if (way.equals("nobody")) {
            Behaviour.runForNobody();
            return;
        }
        Thread[] threads = new Thread[Math.min(THREADS, to - from)];
        for (int i = 0; i < threads.length; i++) {
            int first = from + i;
            threads[i] = new Thread(() -> callEach(way, first, to, threads.length));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void callEach(String way, int from, int to, int step) {
        try (Connection connection = DriverManager.getConnection(Work.URL);
                Statement statement = connection.createStatement()) {
            for (int caller = from; caller < to; caller += step) {
                statement.execute("select run('" + way + "', " + caller + ") as caller_" + caller);
            }
        } catch (Exception e) {
            e.printStackTrace(System.out);
        }
    }

    /** Called by H2. */
    public static int run(String way, int caller) throws Exception {
        switch (way) {
            case "refuse":
                Behaviour.refuse();
                break;
            case "repeat":
                Behaviour.repeat();
                break;
            default:
                HandingOver.handOver(way, caller);
        }
        return caller;
    }
}

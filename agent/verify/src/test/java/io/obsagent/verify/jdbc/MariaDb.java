package io.obsagent.verify.jdbc;

import io.obsagent.testkit.FreePort;
import io.obsagent.verify.matrix.Library;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A MariaDB server of the machine's own installation on 127.0.0.1, with the empty databases {@code plain} and {@code
 * observed}, a function {@code shout} in each, and the user {@code shop} without a password. Where MariaDB is not
 * installed the test is skipped.
 */
final class MariaDb implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 60;

    private final int port = FreePort.next();
    private final Process server;

    private MariaDb(Path directory) throws Exception {
        Path data = directory.resolve("data");
        Path log = directory.resolve("mariadb.log");
        Path init = directory.resolve("init.sql");
        Files.write(
                init,
                List.of(
                        "create database plain;",
                        "create database observed;",
                        "create user shop@'127.0.0.1';",
                        "grant all on *.* to shop@'127.0.0.1';",
                        function("plain"),
                        function("observed")));
        Process install = start(
                log,
                "mariadb-install-db",
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data);
        if (!install.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || install.exitValue() != 0) {
            install.destroyForcibly();
            throw new AssertionError("no database: " + Files.readString(log));
        }
        server = start(
                log,
                executable().toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + data,
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--port=" + port,
                "--init-file=" + init);
        awaitPort(log);
    }

    /** Starts a server with its data in an empty directory. */
    static MariaDb start(Path directory) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(executable()), "no MariaDB server is installed");
        return new MariaDb(directory);
    }

    /** What a driver tells the server to be: MariaDB's first driver says {@code jdbc:mysql}, as MySQL's does. */
    static String system(Library driver) {
        return driver.key().equals("mysql") || !driver.isAtLeast("1.2.0") ? "mysql" : "mariadb";
    }

    private static String function(String database) {
        return "create definer=shop@'127.0.0.1' function " + database
                + ".shout(s varchar(40)) returns varchar(40) deterministic return upper(s);";
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws Exception {
        server.destroy();
        if (!server.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }

    private static Path executable() {
        return Path.of("/usr/sbin/mariadbd");
    }

    /** A server deletes the temporary tables that it finds when it starts: each has a directory of its own for them. */
    private static Process start(Path log, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("TMPDIR", log.getParent().toString());
        return builder.start();
    }

    private void awaitPort(Path log) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (System.nanoTime() < end && server.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        close();
        throw new AssertionError("the server does not listen: " + Files.readString(log));
    }
}

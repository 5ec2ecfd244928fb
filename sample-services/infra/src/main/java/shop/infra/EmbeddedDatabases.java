package shop.infra;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A real PostgreSQL server on a free port of 127.0.0.1, with one database for each service. */
public final class EmbeddedDatabases implements AutoCloseable {
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabases(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /**
     * What a service needs to connect.
     *
     * @param url      a JDBC URL
     * @param user     the owner of the database
     * @param password never null
     */
    public record Database(String url, String user, String password) {}

    /**
     * Starts a server; returns once it takes connections.
     *
     * @param directory where the server's programs are unpacked (once, and kept) and its data lie (deleted by
     *                  {@link #close})
     * @throws UncheckedIOException if the server does not start
     */
    public static EmbeddedDatabases start(Path directory) {
        try {
            Files.createDirectories(directory);
            return new EmbeddedDatabases(EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(directory.toAbsolutePath().toFile())
                    .setDataDirectory(Files.createTempDirectory(directory.toAbsolutePath(), "data-"))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Creates an empty database and a user of the same name who owns it.
     *
     * @param name a plain identifier
     * @throws IllegalStateException if the server refuses
     */
    public Database create(String name) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + name + "'");
            statement.execute("CREATE DATABASE " + name + " OWNER " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create database " + name, e);
        }
        return new Database("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name, name, name);
    }

    /** Stops the server and deletes its data. */
    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

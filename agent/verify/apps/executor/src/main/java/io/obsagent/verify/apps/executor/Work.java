package io.obsagent.verify.apps.executor;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A task: one query, on a connection of its own, whose text tells which task it is. */
final class Work implements Runnable, Comparable<Work> {

    static final String URL = "jdbc:h2:mem:work;DB_CLOSE_DELAY=-1";

    /** Work handed over and not done. */
    static final AtomicInteger OPEN = new AtomicInteger();

    private final String name;

    Work(String name) {
        this.name = name;
    }

    @Override
    public void run() {
        try (Connection connection = DriverManager.getConnection(URL);
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1 as " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            OPEN.decrementAndGet();
        }
    }

    /** Later names first. */
    @Override
    public int compareTo(Work other) {
        return other.name.compareTo(name);
    }

    @Override
    public String toString() {
        return name;
    }

    static void awaitAll() throws InterruptedException {
        while (OPEN.get() > 0) {
            Thread.sleep(5);
        }
    }
}

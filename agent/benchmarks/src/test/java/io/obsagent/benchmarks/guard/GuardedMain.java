package io.obsagent.benchmarks.guard;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.logging.Logger;

/** The application under the agent: does nothing, or queries, and prints what that took. */
public final class GuardedMain {

    static final String CLASSES = "classes ";
    static final String BYTES = "bytes ";

    private static final int WARM_UP = 5_000;
    private static final int QUERIES = 10_000;
    private static final int QUIET_MILLIS = 500;

    private GuardedMain() {}

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            query(args[0]);
        } else {
            Logger.getLogger("guarded"); // as the JDK does in many an application that has nothing to observe
        }
        System.out.println(CLASSES + classesOnceQuiet());
    }

    private static void query(String url) throws SQLException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        try (Connection connection = DriverManager.getConnection(url)) {
            for (int i = 0; i < WARM_UP; i++) {
                queryOnce(connection);
            }
            long before = threads.getThreadAllocatedBytes(self);
            for (int i = 0; i < QUERIES; i++) {
                queryOnce(connection);
            }
            System.out.println(BYTES + (threads.getThreadAllocatedBytes(self) - before) / QUERIES);
        }
    }

    private static void queryOnce(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 7 WHERE 1 = ?")) {
            statement.setInt(1, 1);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next() || rows.getInt(1) != 7) {
                    throw new SQLException("not 7");
                }
            }
        }
    }

    /** What the agent does on threads of its own is over when no class has been loaded for a while. */
    private static long classesOnceQuiet() throws InterruptedException {
        long loaded = -1;
        for (long now = loaded(); now != loaded; now = loaded()) {
            loaded = now;
            Thread.sleep(QUIET_MILLIS);
        }
        return loaded;
    }

    private static long loaded() {
        return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
    }
}

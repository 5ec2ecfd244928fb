package shop.cart;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token bucket that all copies of the service share through one row of the database. It holds the permits of one
 * second at most; a caller who finds it empty reserves the next permit and sleeps until that falls due, so that a
 * permit costs one short update however long the wait is. Only the clock of the database counts.
 */
final class SharedRateLimit {
    private static final Logger log = LoggerFactory.getLogger(SharedRateLimit.class);

    // clock_timestamp(), not now(): an update may have waited for the lock of the row since its transaction began
    private static final String RESERVE = "update rate_limit"
            + " set next_at = greatest(next_at, clock_timestamp() - ? * interval '1 microsecond')"
            + " + ? * interval '1 microsecond'"
            + " where neighbour = ? and next_at <= clock_timestamp() + ? * interval '1 microsecond'"
            + " returning (extract(epoch from next_at - clock_timestamp()) * 1000000)::bigint";

    private final DataSource dataSource;
    private final String neighbour;
    private final long intervalMicros;
    private final long burstMicros;
    private final long maxWaitMicros;

    /**
     * @param neighbour whose calls are limited: a row of the table {@code rate_limit}
     * @param permitsPerSecond at least 1
     * @param maxWaitMs longest wait for a permit, in milliseconds
     */
    SharedRateLimit(DataSource dataSource, String neighbour, int permitsPerSecond, long maxWaitMs) {
        this.dataSource = dataSource;
        this.neighbour = neighbour;
        this.intervalMicros = TimeUnit.SECONDS.toMicros(1) / permitsPerSecond;
        this.burstMicros = intervalMicros * (permitsPerSecond - 1);
        this.maxWaitMicros = TimeUnit.MILLISECONDS.toMicros(maxWaitMs);
    }

    /**
     * Takes a permit, and waits for it if need be.
     *
     * @throws UnavailableException at once if the wait would be too long, or the database fails
     * @throws InterruptedException if the thread was interrupted while it waited; the permit is lost
     */
    void acquire() throws InterruptedException {
        long waitMicros = reserve();
        if (waitMicros > 0) {
            log.info("Waiting {} ms for a permit to call {}", TimeUnit.MICROSECONDS.toMillis(waitMicros), neighbour);
            TimeUnit.MICROSECONDS.sleep(waitMicros);
        }
    }

    /** Microseconds until the reserved permit falls due, negative if it already was. */
    private long reserve() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(RESERVE)) {
            statement.setLong(1, burstMicros);
            statement.setLong(2, intervalMicros);
            statement.setString(3, neighbour);
            statement.setLong(4, maxWaitMicros);
            try (ResultSet reserved = statement.executeQuery()) {
                if (!reserved.next()) {
                    throw new UnavailableException("too many calls of " + neighbour + " at present");
                }
                return reserved.getLong(1) - intervalMicros;
            }
        } catch (SQLException e) {
            throw new UnavailableException("the database failed", e);
        }
    }
}

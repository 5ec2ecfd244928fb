package shop.cart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shop.commons.Environment;

class SharedRateLimitTest {
    private HikariDataSource database;

    @BeforeEach
    void migrate() throws Exception {
        database = CartApplication.openDatabase(new CartConfig(new Environment(Postgres.emptyDatabase())));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesThePermitsOfASecondAtOnceAndSpacesTheOthers() throws Exception {
        SharedRateLimit limit = limit(10, 5_000);

        Duration first = timeFor(limit, 10);
        Duration second = timeFor(limit, 10);

        assertThat(first).isLessThan(Duration.ofMillis(800));
        assertThat(first.plus(second)).isBetween(Duration.ofMillis(990), Duration.ofMillis(3_000));
    }

    @Test
    void isSharedByAllThatUseTheDatabase() throws Exception {
        SharedRateLimit one = limit(10, 5_000);
        SharedRateLimit other = limit(10, 5_000);

        long start = System.nanoTime();
        timeFor(one, 10);
        timeFor(other, 10);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }

    @Test
    void savesNoMoreThanASecondOfPermits() throws Exception {
        SharedRateLimit limit = limit(2, 10);

        limit.acquire();
        Thread.sleep(1_600);
        limit.acquire();
        limit.acquire();

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(limit::acquire);
    }

    @Test
    void refusesAtOnceWhatWouldWaitTooLong() throws Exception {
        SharedRateLimit limit = limit(1, 300);
        limit.acquire();

        long start = System.nanoTime();
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(limit::acquire)
                .withMessage("too many calls of product at present");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(800));
    }

    @Test
    void aRefusalUsesNoPermit() throws Exception {
        SharedRateLimit limit = limit(1, 300);
        limit.acquire();
        for (int i = 0; i < 10; i++) {
            assertThatExceptionOfType(UnavailableException.class).isThrownBy(limit::acquire);
        }

        Thread.sleep(1_000);

        limit.acquire();
    }

    @Test
    void failsWithTheDatabase() throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table rate_limit");
        }

        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(limit(1, 300)::acquire)
                .withMessage("the database failed");
    }

    private SharedRateLimit limit(int permitsPerSecond, long maxWaitMs) {
        return new SharedRateLimit(database, "product", permitsPerSecond, maxWaitMs);
    }

    private static Duration timeFor(SharedRateLimit limit, int permits) throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < permits; i++) {
            limit.acquire();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

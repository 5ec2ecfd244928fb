package io.obsagent.instrumentation.connectionpool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.lang.reflect.Field;

/**
 * The pool behind a data source of HikariCP, which shows it since 2.6.1. Before, it is in a private field: to see the pool
 * start instead, its class would have to be woven with the newest version, too.
 */
final class HiddenPool {

    /** Both null where the pool is shown. */
    private static final Field POOL;

    /** A Boolean or an AtomicBoolean. */
    private static final Field IS_SHUT_DOWN;

    static {
        Field pool = null;
        Field shutDown = null;
        try {
            HikariDataSource.class.getMethod("getHikariPoolMXBean");
        } catch (NoSuchMethodException before261) {
            pool = field("pool");
            shutDown = field("isShutdown");
        }
        POOL = pool;
        IS_SHUT_DOWN = shutDown;
    }

    private HiddenPool() {}

    private static Field field(String name) {
        try {
            Field field = HikariDataSource.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException unknownVersion) {
            throw new IllegalStateException(unknownVersion);
        }
    }

    /** Whether the data source does not show it. */
    static boolean isHidden() {
        return POOL != null;
    }

    /** Null when it has not been started, or is closed. To be asked where it is hidden. */
    static HikariPool of(HikariDataSource dataSource) {
        try {
            return String.valueOf(IS_SHUT_DOWN.get(dataSource)).equals("true")
                    ? null
                    : (HikariPool) POOL.get(dataSource);
        } catch (IllegalAccessException accessIsSet) {
            throw new IllegalStateException(accessIsSet);
        }
    }
}

package io.obsagent.verify.apps.jdbc;

import java.lang.reflect.Method;
import java.sql.DriverManager;
import javax.sql.DataSource;

/** The connection pools, as beans: the class path decides which version it is. */
enum Pool {
    HIKARICP("com.zaxxer.hikari.HikariDataSource", "driverClassName", "jdbcUrl", "username", "maximumPoolSize");

    private final String className;
    private final String driver;
    private final String url;
    private final String user;
    private final String size;

    Pool(String className, String driver, String url, String user, String size) {
        this.className = className;
        this.driver = driver;
        this.url = url;
        this.user = user;
        this.size = size;
    }

    /** A pool of one connection. */
    DataSource open(String databaseUrl, String userName, String password) throws Exception {
        Object pool = Class.forName(className).getConstructor().newInstance();
        set(pool, driver, DriverManager.getDriver(databaseUrl).getClass().getName());
        set(pool, url, databaseUrl);
        set(pool, user, userName);
        set(pool, "password", password);
        set(pool, size, 1);
        return (DataSource) pool;
    }

    private static void set(Object bean, String property, Object value) throws Exception {
        String setter = "set" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
        for (Method method : bean.getClass().getMethods()) {
            if (method.getName().equals(setter) && method.getParameterTypes().length == 1) {
                method.invoke(bean, value);
                return;
            }
        }
        throw new NoSuchMethodException(bean.getClass() + "." + setter);
    }
}

package io.obsagent.verify.apps.jdbc;

import java.lang.reflect.Method;
import java.sql.DriverManager;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * The connection pools, each with one connection, for which an application waits as long as the system property {@code wait}
 * says, in milliseconds. Set up as beans: the class path decides which version it is.
 */
enum Pool {
    HIKARICP(
            "com.zaxxer.hikari.HikariDataSource",
            "driverClassName=D jdbcUrl=U username=N maximumPoolSize=1 connectionTimeout=W"),
    DBCP("org.apache.commons.dbcp.BasicDataSource", "driverClassName=D url=U username=N maxActive=1 maxWait=W"),
    DBCP2("org.apache.commons.dbcp2.BasicDataSource", "driverClassName=D url=U username=N maxTotal=1 maxWaitMillis=W"),
    C3P0(
            "com.mchange.v2.c3p0.ComboPooledDataSource",
            "driverClass=D jdbcUrl=U user=N initialPoolSize=1 minPoolSize=1 maxPoolSize=1 checkoutTimeout=W"),
    TOMCAT(
            "org.apache.tomcat.jdbc.pool.DataSource",
            "driverClassName=D url=U username=N initialSize=1 maxActive=1 maxWait=W"),
    VIBUR(
            "org.vibur.dbcp.ViburDBCPDataSource",
            "driverClassName=D jdbcUrl=U username=N poolInitialSize=1 poolMaxSize=1 connectionTimeoutInMs=W"),
    DRUID("com.alibaba.druid.pool.DruidDataSource", "driverClassName=D url=U username=N maxActive=1 maxWait=W"),
    AGROAL(null, null) {
        @Override
        DataSource open(String url, String user, String password) throws Exception {
            Properties settings = new Properties();
            settings.setProperty("jdbcUrl", url);
            settings.setProperty("principal", user);
            settings.setProperty("credential", password);
            settings.setProperty("maxSize", "1");
            settings.setProperty("metricsEnabled", "true");
            settings.setProperty("acquisitionTimeout_s", String.valueOf(WAIT_MILLIS / 1_000));
            return AgroalPool.open(settings);
        }
    };

    private static final int WAIT_MILLIS = Integer.getInteger("wait", 600_000);

    private final String className;

    /** Properties of the bean, with D, U, N and W for the driver, the URL, the user's name and the longest wait. */
    private final String settings;

    Pool(String className, String settings) {
        this.className = className;
        this.settings = settings;
    }

    DataSource open(String url, String user, String password) throws Exception {
        Object pool = Class.forName(className).getConstructor().newInstance();
        String driver = DriverManager.getDriver(url).getClass().getName();
        for (String setting : settings.split(" ")) {
            String property = setting.substring(0, setting.indexOf('='));
            switch (setting.charAt(setting.length() - 1)) {
                case 'D':
                    set(pool, property, driver);
                    break;
                case 'U':
                    set(pool, property, url);
                    break;
                case 'N':
                    set(pool, property, user);
                    break;
                case 'W':
                    set(pool, property, WAIT_MILLIS);
                    break;
                default:
                    set(pool, property, 1);
            }
        }
        set(pool, "password", password);
        if (this == VIBUR) {
            pool.getClass().getMethod("start").invoke(pool);
        }
        return (DataSource) pool;
    }

    /** Sets a property of a bean. */
    static void set(Object bean, String property, Object value) throws Exception {
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

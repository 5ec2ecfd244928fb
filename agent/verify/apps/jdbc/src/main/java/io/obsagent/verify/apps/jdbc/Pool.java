package io.obsagent.verify.apps.jdbc;

import java.lang.reflect.Method;
import java.sql.DriverManager;
import java.util.Properties;
import javax.sql.DataSource;

/** The connection pools, each with one connection. Set up as beans: the class path decides which version it is. */
enum Pool {
    HIKARICP("com.zaxxer.hikari.HikariDataSource", "driverClassName=D jdbcUrl=U username=N maximumPoolSize=1"),
    DBCP("org.apache.commons.dbcp.BasicDataSource", "driverClassName=D url=U username=N maxActive=1"),
    DBCP2("org.apache.commons.dbcp2.BasicDataSource", "driverClassName=D url=U username=N maxTotal=1"),
    C3P0(
            "com.mchange.v2.c3p0.ComboPooledDataSource",
            "driverClass=D jdbcUrl=U user=N initialPoolSize=1 minPoolSize=1 maxPoolSize=1"),
    TOMCAT("org.apache.tomcat.jdbc.pool.DataSource", "driverClassName=D url=U username=N initialSize=1 maxActive=1"),
    VIBUR(
            "org.vibur.dbcp.ViburDBCPDataSource",
            "driverClassName=D jdbcUrl=U username=N poolInitialSize=1 poolMaxSize=1"),
    DRUID("com.alibaba.druid.pool.DruidDataSource", "driverClassName=D url=U username=N maxActive=1"),
    AGROAL(null, null) {
        @Override
        DataSource open(String url, String user, String password) throws Exception {
            Properties settings = new Properties();
            settings.setProperty("jdbcUrl", url);
            settings.setProperty("principal", user);
            settings.setProperty("credential", password);
            settings.setProperty("maxSize", "1");
            settings.setProperty("metricsEnabled", "true");
            settings.setProperty("acquisitionTimeout_s", "10");
            return AgroalPool.open(settings);
        }
    };

    private final String className;

    /** Properties of the bean, with D, U and N for the driver, the URL and the user's name. */
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

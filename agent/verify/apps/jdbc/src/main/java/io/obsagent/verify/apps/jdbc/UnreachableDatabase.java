package io.obsagent.verify.apps.jdbc;

import java.io.File;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * Uses a driver as far as that goes without a database: links all of its classes, which lets the JVM verify them, tells how
 * many of them do what JDBC says, and tries to connect. Arguments: a URL at which nobody answers, the driver's data source
 * and its XA data source. Stays after the line {@code done}.
 */
public final class UnreachableDatabase {

    private UnreachableDatabase() {}

    public static void main(String[] args) throws Exception {
        Class<?> driver = DriverManager.getDriver(args[0]).getClass();
        System.out.println("driver: " + driver.getName());
        link(driver);
        try {
            DriverManager.getConnection(args[0], "shop", "secret");
        } catch (SQLException expected) {
            print(expected);
        }
        DataSource source = (DataSource) open(args[1], args[0]);
        try {
            source.getConnection("shop", "secret");
        } catch (SQLException expected) {
            print(expected);
        }
        XADataSource xaSource = (XADataSource) open(args[2], args[0]);
        try {
            xaSource.getXAConnection("shop", "secret");
        } catch (SQLException expected) {
            print(expected);
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    private static Object open(String source, String url) throws Exception {
        Object opened = Class.forName(source).getConstructor().newInstance();
        Pool.set(opened, "URL", url);
        return opened;
    }

    private static void link(Class<?> driver) throws Exception {
        int linked = 0;
        int working = 0;
        File file = new File(
                driver.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile jar = new JarFile(file)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && name.indexOf('-') < 0) {
                    Class<?> type = link(name.substring(0, name.length() - 6).replace('/', '.'), driver);
                    linked += type == null ? 0 : 1;
                    working += type != null && works(type) ? 1 : 0;
                }
            }
        }
        System.out.println("linked: " + linked);
        System.out.println("working: " + working);
    }

    /** Null if it needs a library that is not here. */
    private static Class<?> link(String name, Class<?> driver) {
        try {
            Class<?> type = Class.forName(name, false, driver.getClassLoader());
            // reflection on its members links a class without initialising it
            type.getDeclaredMethods();
            return type;
        } catch (NoClassDefFoundError | ClassNotFoundException optional) {
            return null;
        } catch (LinkageError broken) {
            System.out.println("broken: " + name + " " + broken.getClass().getName());
            return null;
        }
    }

    /** Whether a class has code of its own for what an application asks of a driver. */
    private static boolean works(Class<?> type) {
        return !type.isInterface()
                && (implementsMethod(type, Driver.class, "connect", String.class, Properties.class)
                        || implementsMethod(type, Connection.class, "prepareStatement", String.class)
                        || implementsMethod(type, Statement.class, "executeQuery", String.class)
                        || implementsMethod(type, PreparedStatement.class, "executeQuery")
                        || implementsMethod(type, DatabaseMetaData.class, "getCatalogs")
                        || implementsMethod(type, XAResource.class, "commit", Xid.class, boolean.class));
    }

    private static boolean implementsMethod(Class<?> type, Class<?> jdbc, String method, Class<?>... parameters) {
        try {
            return jdbc.isAssignableFrom(type)
                    && !Modifier.isAbstract(
                            type.getDeclaredMethod(method, parameters).getModifiers());
        } catch (NoSuchMethodException inherited) {
            return false;
        }
    }

    private static void print(SQLException expected) {
        System.out.println("failed: " + expected.getClass().getName() + " " + expected.getSQLState() + " "
                + expected.getErrorCode());
    }
}

package io.obsagent.verify.apps.jdbc;

import java.io.File;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.sql.DataSource;

/**
 * Uses a driver as far as that goes without a database: links all of its classes, which lets the JVM verify them, and tries
 * to connect. Arguments: a URL at which nobody answers, and the driver's data source with the name of its URL property.
 * Stays after the line {@code done}.
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
        DataSource source = (DataSource) Class.forName(args[1]).getConstructor().newInstance();
        Pool.set(source, args[2], args[0]);
        try {
            source.getConnection("shop", "secret");
        } catch (SQLException expected) {
            print(expected);
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    private static void link(Class<?> driver) throws Exception {
        int linked = 0;
        File file = new File(
                driver.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile jar = new JarFile(file)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && name.indexOf('-') < 0) {
                    linked += link(name.substring(0, name.length() - 6).replace('/', '.'), driver.getClassLoader());
                }
            }
        }
        System.out.println("linked: " + linked);
    }

    private static int link(String name, ClassLoader loader) {
        try {
            // reflection on its members links a class without initialising it
            Class.forName(name, false, loader).getDeclaredMethods();
            return 1;
        } catch (NoClassDefFoundError | ClassNotFoundException optional) {
            return 0; // needs a library that is not here
        } catch (LinkageError broken) {
            System.out.println("broken: " + name + " " + broken.getClass().getName());
            return 0;
        }
    }

    private static void print(SQLException expected) {
        System.out.println("failed: " + expected.getClass().getName() + " " + expected.getSQLState() + " "
                + expected.getErrorCode());
    }
}

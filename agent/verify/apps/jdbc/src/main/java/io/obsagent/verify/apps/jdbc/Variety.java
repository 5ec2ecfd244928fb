package io.obsagent.verify.apps.jdbc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Runs statements that are all different, on tables that are all different, and loads classes that are all different, each
 * by a class loader of its own that is then forgotten. After each round prints the heap that is in use and the classes that
 * are loaded once everything collectable is gone.
 */
public final class Variety {

    private static final String TEMPLATE = "Throwaway00000000";

    private Variety() {}

    /** @param args rounds, tables of a round (each two statements), class loaders of a round */
    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        int tables = Integer.parseInt(args[1]);
        int loaders = Integer.parseInt(args[2]);
        for (int round = 0; round < rounds; round++) {
            // a database of its own: what H2 remembers of one goes with it
            try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:variety" + round)) {
                useTables(connection, round * tables, (round + 1) * tables);
            }
            loadClasses(round * loaders, (round + 1) * loaders);
            collect();
            Runtime runtime = Runtime.getRuntime();
            System.out.println("heap " + (runtime.totalMemory() - runtime.freeMemory()) / 1024 + " classes "
                    + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        }
        System.out.println("done");
    }

    private static void useTables(Connection connection, int from, int to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = from; i < to; i++) {
                statement.execute("CREATE LOCAL TEMPORARY TABLE table_" + i + " (id INT)");
                statement.execute("DROP TABLE table_" + i);
            }
        }
    }

    private static void loadClasses(int from, int to) throws Exception {
        byte[] template = template();
        int at = new String(template, "ISO-8859-1").indexOf(TEMPLATE) + TEMPLATE.length() - 8;
        for (int i = from; i < to; i++) {
            byte[] number = Integer.toString(100_000_000 + i).substring(1).getBytes("ISO-8859-1");
            System.arraycopy(number, 0, template, at, 8);
            Driver driver = (Driver) new OneClassLoader()
                    .define(template)
                    .getDeclaredConstructor()
                    .newInstance();
            driver.connect("jdbc:none", new Properties());
        }
    }

    private static byte[] template() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = Variety.class.getResourceAsStream(TEMPLATE + ".class")) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                bytes.write(b);
            }
        }
        return bytes.toByteArray();
    }

    private static void collect() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(100);
        }
    }

    private static final class OneClassLoader extends ClassLoader {
        OneClassLoader() {
            super(Variety.class.getClassLoader());
        }

        Class<?> define(byte[] file) {
            return defineClass(null, file, 0, file.length);
        }
    }
}

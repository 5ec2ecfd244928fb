package io.obsagent.verify.apps.plain;

import java.sql.DriverManager;

/** Loads classes, prints their names, opens databases and waits to be examined. */
public final class Patient {

    private Patient() {}

    /** @param args names of classes, and URLs of JDBC */
    public static void main(String[] args) throws Exception {
        for (String name : args) {
            if (name.startsWith("jdbc:")) {
                DriverManager.getConnection(name).close();
            } else {
                System.out.println("loaded " + Class.forName(name).getName());
            }
        }
        System.out.println("done");
        Thread.sleep(600_000);
    }
}

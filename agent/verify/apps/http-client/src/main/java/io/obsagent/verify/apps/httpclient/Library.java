package io.obsagent.verify.apps.httpclient;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** The same calls through any library: what each application prints, and what a test expects of it. */
public abstract class Library {

    static final String OWN = "00-11111111111111111111111111111111-2222222222222222-01";
    static final int TIMEOUT_MILLIS = 400;

    private static final long STARTING_MILLIS = 1500;
    private static final String DATABASE = "jdbc:h2:mem:within";

    private static Library running;

    private String server;

    /** Sends a request; returns status and body. */
    abstract String get(String url) throws Exception;

    /** Sends a request that carries a traceparent of the application's own, and looks for it afterwards. */
    abstract String getWithOwnHeader(String url) throws Exception;

    /** Sends {@code written}; returns status and body. */
    abstract String post(String url) throws Exception;

    /** Sends a request and waits no longer than {@link #TIMEOUT_MILLIS} for the response. */
    abstract String getInTime(String url) throws Exception;

    /** Begins a request and cancels it a moment later; returns once the library knows. */
    abstract String cancel(String url) throws Exception;

    /** Sends a request without waiting and, when its response is there, another one out of the callback. */
    abstract void getThenGet(String first, String second) throws Exception;

    /** Whether the library has callbacks. */
    boolean hasCallbacks() {
        return true;
    }

    /** @param args address of the server; an address that nobody listens at */
    final void run(String... args) throws Exception {
        Thread.sleep(STARTING_MILLIS);
        server = args[0];
        Scenarios http = new Scenarios(server);
        http.run("/get?token=1", this::get);
        http.run("/post", this::post);
        http.run("/own", this::getWithOwnHeader);
        http.run("/status/404", this::get);
        http.run("/status/500", this::get);
        http.run("/redirect", this::get);
        http.run("/dropped", this::get);
        http.run("/slow", this::getInTime);
        http.run("/slow/cancelled", this::cancel);
        new Scenarios(args[1]).run("/refused", this::get);
        if (hasCallbacks()) {
            runWithinAnOperation();
        }
        System.out.println("done");
        Thread.currentThread().join();
    }

    /** The operation is a statement that calls a function written in Java. */
    private void runWithinAnOperation() throws Exception {
        running = this;
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("create alias within for \"" + Library.class.getName() + ".within\"");
            statement.execute("select within()");
        }
    }

    /** Called by H2. */
    public static int within() throws Exception {
        running.getThenGet(running.server + "/first", running.server + "/second");
        return 1;
    }
}

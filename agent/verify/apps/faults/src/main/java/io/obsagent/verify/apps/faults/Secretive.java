package io.obsagent.verify.apps.faults;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import javax.servlet.GenericServlet;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;

/** Has one secret and uses it wherever applications do. Argument: host and port of an HTTP server. */
public final class Secretive extends GenericServlet {

    static final String SECRET = "s3cr3tOfTheApplication";

    private static final long serialVersionUID = 1;

    private final String server;

    private Secretive(String server) {
        this.server = server;
    }

    public static void main(String[] args) throws Exception {
        try {
            FaultyRequests.serve(new Secretive(args[0]), "GET", Fault.NONE);
        } catch (ServletException expected) {
            System.out.println(expected.getMessage());
        }
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException {
        try {
            call("/ok");
            query();
            call("/fail");
        } catch (IOException failure) {
            throw new ServletException("Authorization: Basic " + SECRET, failure);
        } catch (SQLException failure) {
            throw new ServletException(failure);
        }
    }

    private void call(String path) throws IOException {
        URL url = new URL("http://ann:" + SECRET + "@" + server + path + ";jsessionid=" + SECRET + "?token=" + SECRET);
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + SECRET);
        connection.setRequestProperty("Cookie", "session=" + SECRET);
        connection.getInputStream().close(); // throws an exception that cites the URL
    }

    private static void query() throws SQLException {
        String url = "jdbc:h2:mem:secretive;USER=ann;PASSWORD=" + SECRET;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table account (name varchar primary key)");
            statement.execute("alter user ann set password '" + SECRET + "'");
            try (PreparedStatement insert = connection.prepareStatement("insert into account values (?)")) {
                for (int i = 0; i < 2; i++) {
                    insert.setString(1, SECRET);
                    insert.execute();
                }
            } catch (SQLException expected) {
                System.out.println("duplicate");
            }
            try {
                statement.execute("select * from missing where name = '" + SECRET + "'");
            } catch (SQLException expected) {
                System.out.println("missing");
            }
        }
    }
}

package io.obsagent.verify.apps.jdbc;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/**
 * Sets what the JDK asks about everybody's connections, queries a database for two seconds, which needs no connection, and
 * prints whatever is asked meanwhile.
 */
public final class NetworkDefaults {

    private NetworkDefaults() {}

    /** @param args "selector" for a proxy selector of its own */
    public static void main(String[] args) throws Exception {
        CookieHandler.setDefault(new Cookies());
        Authenticator.setDefault(new Passwords());
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
        if (args.length > 0) {
            ProxySelector.setDefault(new Proxies());
        }
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:defaults");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < 20; i++) {
                statement.execute("SELECT 1");
                Thread.sleep(100);
            }
        }
        System.out.println("done");
    }

    private static final class Cookies extends CookieHandler {
        @Override
        public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
            System.out.println("cookies for " + uri);
            return Collections.singletonMap("Cookie", Collections.singletonList("session=secret"));
        }

        @Override
        public void put(URI uri, Map<String, List<String>> headers) {
            System.out.println("cookies of " + uri);
        }
    }

    private static final class Passwords extends Authenticator {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            System.out.println("password for " + getRequestingHost());
            return new PasswordAuthentication("user", "secret".toCharArray());
        }
    }

    private static final class Proxies extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            System.out.println("proxy for " + uri);
            return Collections.singletonList(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            System.out.println("no proxy for " + uri);
        }
    }
}

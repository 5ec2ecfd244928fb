package io.obsagent.verify.apps.jdbc;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

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
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Trust()}, null);
        SSLContext.setDefault(trusting);
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

    /** Trusts anybody. */
    private static final class Trust extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            System.out.println("trust in " + chain[0].getSubjectX500Principal());
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

package io.obsagent.verify.apps.httpclient;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.ProtocolException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Timer;
import java.util.TimerTask;

/** {@code java.net.HttpURLConnection}. */
final class UrlConnections {

    private final String server;
    private final String nobody;
    private final String tls;

    UrlConnections(String server, String nobody, String tls) {
        this.server = server;
        this.nobody = nobody;
        this.tls = tls;
    }

    void run() {
        Scenarios http = new Scenarios(server);
        http.run("/u/code", url -> open(url).getResponseCode() + "");
        http.run("/u/header", url -> open(url).getHeaderField("X-Path"));
        http.run("/u/key", url -> open(url).getHeaderFields().keySet().size() > 3 ? "headers" : "no headers");
        http.run("/u/length", url -> open(url).getContentLength() + "");
        http.run("/u/stream", url -> text(open(url).getInputStream()));
        http.run("/u/all", UrlConnections::readAll);
        http.run("/u/connected", UrlConnections::connectFirst);
        http.run("/u/post", url -> post(url, false));
        http.run("/u/streaming", url -> post(url, true));
        http.run("/u/outputless", UrlConnections::writeWithoutLeave);
        http.run("/u/doOutputGet", UrlConnections::getWithDoOutput);
        http.run("/u/own", UrlConnections::ownHeader);
        http.run("/u/status/404", url -> text(open(url).getInputStream()));
        http.run("/u/status/500", url -> open(url).getResponseCode() + "");
        http.run("/u/status/503", UrlConnections::errorStream);
        http.run("/u/redirect", url -> text(open(url).getInputStream()));
        http.run("/u/post/redirect", url -> post(url, false));
        http.run("/u/away", url -> text(open(url).getInputStream()));
        http.run("/u/auth", UrlConnections::authenticate);
        http.run("/u/slow", UrlConnections::timeout);
        http.run("/u/slow/disconnected", UrlConnections::disconnectMeanwhile);
        http.run("/u/dropped", url -> open(url).getResponseCode() + "");
        new Scenarios(nobody).run("/u/refused", url -> open(url).getResponseCode() + "");
        new Scenarios(nobody).run("/u/refused-connect", url -> {
            open(url).connect();
            return "connected";
        });
        new Scenarios(nobody.replace("http:", "https:")).run("/u/tls/refused-connect", url -> {
            open(url).connect();
            return "connected";
        });
        new Scenarios(tls).run("/u/tls", url -> text(open(url).getInputStream()));
        new Scenarios(tls).run("/u/tls/connected", UrlConnections::connectFirst);
    }

    private static HttpURLConnection open(String url) throws IOException {
        return (HttpURLConnection) new URL(url).openConnection();
    }

    private static String readAll(String url) throws IOException {
        HttpURLConnection connection = open(url);
        return connection.getResponseMessage()
                + connection.getContentType()
                + text(connection.getInputStream())
                + connection.getResponseCode()
                + connection.getHeaderField(0);
    }

    private static String connectFirst(String url) throws IOException {
        HttpURLConnection connection = open(url);
        connection.connect();
        String refused;
        try {
            connection.setRequestProperty("X-Late", "1");
            refused = "accepted";
        } catch (IllegalStateException tooLate) {
            refused = "too late";
        }
        return refused + " " + text(connection.getInputStream());
    }

    private static String post(String url, boolean streaming) throws IOException {
        HttpURLConnection connection = open(url);
        connection.setDoOutput(true);
        if (streaming) {
            connection.setChunkedStreamingMode(16);
        }
        try (OutputStream out = connection.getOutputStream()) {
            out.write("written".getBytes(StandardCharsets.US_ASCII));
        }
        return connection.getRequestMethod() + " " + text(connection.getInputStream());
    }

    private static String writeWithoutLeave(String url) throws IOException {
        HttpURLConnection connection = open(url);
        try {
            connection.getOutputStream();
            return "allowed";
        } catch (ProtocolException notAllowed) {
            return "not allowed " + text(connection.getInputStream());
        }
    }

    private static String getWithDoOutput(String url) throws IOException {
        HttpURLConnection connection = open(url);
        connection.setDoOutput(true);
        return text(connection.getInputStream()) + " " + connection.getRequestMethod();
    }

    private static String ownHeader(String url) throws IOException {
        HttpURLConnection connection = open(url);
        connection.setRequestProperty("traceparent", "00-11111111111111111111111111111111-2222222222222222-01");
        return text(connection.getInputStream());
    }

    private static String errorStream(String url) throws IOException {
        HttpURLConnection connection = open(url);
        try {
            return text(connection.getInputStream());
        } catch (IOException failed) {
            return failed.getMessage().contains("503") + " " + text(connection.getErrorStream());
        }
    }

    private static String timeout(String url) throws IOException {
        HttpURLConnection connection = open(url);
        connection.setReadTimeout(300);
        return connection.getResponseCode() + "";
    }

    private static String disconnectMeanwhile(String url) throws IOException {
        HttpURLConnection connection = open(url);
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        connection.disconnect();
                    }
                },
                300);
        try {
            return connection.getResponseCode() + "";
        } finally {
            timer.cancel();
        }
    }

    private static String authenticate(String url) throws IOException {
        Authenticator.setDefault(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("user", "secret".toCharArray());
            }
        });
        return text(open(url).getInputStream());
    }

    private static String text(InputStream in) throws IOException {
        if (in == null) {
            return "no stream";
        }
        try (InputStream body = in) {
            StringBuilder text = new StringBuilder();
            for (int next = body.read(); next >= 0; next = body.read()) {
                text.append((char) next);
            }
            return text.toString();
        }
    }
}

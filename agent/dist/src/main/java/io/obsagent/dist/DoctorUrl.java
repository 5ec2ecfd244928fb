package io.obsagent.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Asks a running agent for its report, at the port of /metrics. Logs in with what the agent's own variables for that say:
 * arguments of a command can be seen by all users of a machine.
 */
final class DoctorUrl {

    private static final int TIMEOUT_MILLIS = 20_000;

    private DoctorUrl() {}

    /**
     * Reads the report.
     *
     * @param url of the port, of /metrics or of /doctor
     * @throws IOException when there is none, with a message for a person
     */
    static String read(String url, boolean json) throws IOException {
        URL doctor;
        try {
            doctor = new URL(new URL(url), "/doctor");
        } catch (MalformedURLException wrong) {
            throw new IOException(url + " is no URL such as http://127.0.0.1:9464");
        }
        try {
            HttpURLConnection connection = (HttpURLConnection) doctor.openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setRequestProperty("Accept", json ? "application/json" : "text/plain");
            String authorization = authorization(System.getenv());
            if (authorization != null) {
                connection.setInstanceFollowRedirects(false); // it is for this address alone
                connection.setRequestProperty("Authorization", authorization);
            }
            int status = connection.getResponseCode();
            String text = text(status < 400 ? connection.getInputStream() : connection.getErrorStream());
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException(doctor + " answers " + status + ": " + text.trim());
            }
            return text;
        } catch (IOException unreachable) {
            String message = unreachable.getMessage();
            throw message != null && message.startsWith(doctor.toString())
                    ? unreachable
                    : new IOException("cannot read " + doctor + " (" + message + ")");
        }
    }

    /** Null where nothing is set. */
    private static String authorization(Map<String, String> environment) {
        String token = environment.get("OBS_SERVER_AUTH_TOKEN");
        if (token != null && !token.isEmpty()) {
            return "Bearer " + token;
        }
        String user = environment.get("OBS_SERVER_AUTH_USER");
        if (user == null || user.isEmpty()) {
            return null;
        }
        byte[] login = (user + ':' + environment.get("OBS_SERVER_AUTH_PASSWORD")).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login);
    }

    private static String text(InputStream in) throws IOException {
        if (in == null) {
            return "";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes.write(buffer, 0, n);
        }
        return bytes.toString("UTF-8");
    }
}

package io.obsagent.instrumentation.httpclient;

import java.net.HttpURLConnection;
import java.util.function.BiConsumer;

/** Sets headers of a connection that is about to be opened; replaces those that are there. */
final class RequestProperties implements BiConsumer<String, String> {

    private final HttpURLConnection connection;

    RequestProperties(HttpURLConnection connection) {
        this.connection = connection;
    }

    @Override
    public void accept(String name, String value) {
        try {
            connection.setRequestProperty(name, value);
        } catch (IllegalStateException alreadyConnected) {
            // opened before the agent was attached: this one exchange goes without
        }
    }
}

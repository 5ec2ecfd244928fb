package io.obsagent.verify.apps.plain;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** Calls a URL a number of times, ten times a second if not told otherwise, and prints what came back each time. */
public final class Caller {

    private Caller() {}

    /** @param args the URL, the number of calls, milliseconds to pause after each */
    public static void main(String[] args) throws Exception {
        int calls = Integer.parseInt(args[1]);
        int pauseMillis = args.length > 2 ? Integer.parseInt(args[2]) : 100;
        for (int i = 0; i < calls; i++) {
            System.out.println("call " + i + " " + call(args[0]));
            Thread.sleep(pauseMillis);
        }
        System.out.println("done");
    }

    static String call(String url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
            connection.setConnectTimeout(2000);
            return String.valueOf(connection.getResponseCode());
        } catch (IOException failure) {
            return failure.getClass().getName();
        }
    }
}

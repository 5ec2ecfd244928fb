package io.obsagent.verify.apps.plain;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

/** Calls a URL a number of times, ten times a second, and prints what came back each time. */
public final class Caller {

    private Caller() {}

    /** @param args the URL, the number of calls */
    public static void main(String[] args) throws Exception {
        int calls = Integer.parseInt(args[1]);
        for (int i = 0; i < calls; i++) {
            System.out.println("call " + i + " " + call(args[0]));
            Thread.sleep(100);
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

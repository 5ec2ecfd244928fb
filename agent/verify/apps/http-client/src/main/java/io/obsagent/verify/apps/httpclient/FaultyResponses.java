package io.obsagent.verify.apps.httpclient;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Handles responses by code that throws. Argument: the URL of a server. Prints what each came to. */
public final class FaultyResponses {

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest request;

    private FaultyResponses(String url) {
        request = HttpRequest.newBuilder(URI.create(url)).build();
    }

    public static void main(String[] args) throws Exception {
        FaultyResponses responses = new FaultyResponses(args[0]);
        for (String fault : new String[] {"exception", "error", "stack"}) {
            System.out.println(fault + " in the handler: " + responses.handle(fault));
            System.out.println(fault + " in the subscriber: " + responses.subscribe(fault));
            System.out.println(fault + " in a stage: " + responses.stage(fault));
        }
        System.out.println("sound: "
                + responses
                        .client
                        .send(responses.request, BodyHandlers.discarding())
                        .statusCode());
        System.out.println("done");
        new CountDownLatch(1).await();
    }

    private static <T> T fail(String fault) {
        switch (fault) {
            case "exception":
                throw new IllegalStateException("faulty");
            case "error":
                throw new AssertionError("faulty");
            default:
                return fail(fault) == fail(fault) ? null : null;
        }
    }

    private String handle(String fault) throws Exception {
        return await(info -> fail(fault));
    }

    private String subscribe(String fault) throws Exception {
        return await(info -> BodySubscribers.mapping(BodySubscribers.discarding(), nothing -> fail(fault)));
    }

    private String await(HttpResponse.BodyHandler<Object> handler) throws Exception {
        try {
            return ""
                    + client.sendAsync(request, handler)
                            .get(10, TimeUnit.SECONDS)
                            .statusCode();
        } catch (ExecutionException failed) {
            return causes(failed);
        }
    }

    private String stage(String fault) throws Exception {
        try {
            return ""
                    + client.sendAsync(request, BodyHandlers.discarding())
                            .thenApply(response -> FaultyResponses.<Integer>fail(fault))
                            .get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return causes(failed);
        }
    }

    private static String causes(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            text.append(cause.getClass().getName()).append(' ');
        }
        return text.toString();
    }
}

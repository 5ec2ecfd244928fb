package io.obsagent.verify.apps.httpclient;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Runs scenarios one after the other and prints, for each, what the application got. */
final class Scenarios {

    /** One use of a client. */
    interface Scenario {
        /** Returns what the application got, in words. */
        String run(String url) throws Exception;
    }

    private final String base;

    /** @param base address that the scenarios' names are appended to */
    Scenarios(String base) {
        this.base = base;
    }

    void run(String name, Scenario scenario) {
        String got;
        try {
            got = scenario.run(base + name);
        } catch (Throwable thrown) {
            got = describe(thrown);
        }
        System.out.println(name + ": " + got);
    }

    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.getClass().getName());
        if (thrown instanceof CompletionException || thrown instanceof ExecutionException) {
            text.append(" of ").append(thrown.getCause().getClass().getName());
        }
        return text.toString();
    }
}

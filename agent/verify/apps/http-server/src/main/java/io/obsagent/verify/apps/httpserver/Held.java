package io.obsagent.verify.apps.httpserver;

import java.util.concurrent.CountDownLatch;

/** A request that waits until another one lets it go. */
final class Held {

    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    private Held() {}

    static String await() {
        System.out.println("held");
        try {
            RELEASED.await();
            return "released";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    static String release() {
        RELEASED.countDown();
        return "released";
    }
}

package shop.notification;

import shop.commons.Service;

/** Starts the service that tells customers what becomes of their orders. */
public final class Notification {
    private Notification() {}

    /** Runs until SIGTERM; see {@link Service#run} for the exit codes. */
    public static void main(String[] args) {
        Service.run("Notification", environment -> new NotificationServer(new NotificationConfig(environment)));
    }
}

package shop.loms;

import shop.commons.Service;

/** Starts the service of logistics and order management. */
public final class Loms {
    private Loms() {}

    /** Runs until SIGTERM; see {@link Service#run} for the exit codes. */
    public static void main(String[] args) {
        Service.run("Loms", environment -> new LomsServer(new LomsConfig(environment)));
    }
}

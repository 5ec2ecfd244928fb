package io.obsagent.verify.apps.service;

import java.util.concurrent.CountDownLatch;

/** The service as a program. */
public final class ServiceMain {

    private ServiceMain() {}

    /** @param args {@code once}: calls itself, prints the answer, and ends; else it stays after the line {@code done} */
    public static void main(String[] args) throws Exception {
        Service service = new Service();
        if (args.length > 0 && args[0].equals("once")) {
            System.out.println(service.call("/relay"));
            service.close();
            System.out.println("done");
        } else {
            System.out.println("done");
            new CountDownLatch(1).await();
        }
    }
}

package io.obsagent.verify.apps.springboot;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Work on another thread. */
@Component
public class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long MILLIS = 100;

    @Async
    public CompletableFuture<String> work(String what) {
        return CompletableFuture.completedFuture(workNow(what));
    }

    /** Takes a while, and writes a line. */
    public String workNow(String what) {
        try {
            Thread.sleep(MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        LOG.info(what);
        return what;
    }
}

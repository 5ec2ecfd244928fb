package io.obsagent.verify.apps.springboot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Handlers that write piece by piece. */
@RestController
public class Feeds {

    private static final int PIECES = 3;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final Worker worker;

    public Feeds(Worker worker) {
        this.worker = worker;
    }

    @GetMapping("/events/{id}")
    public SseEmitter events(@PathVariable("id") String id) {
        SseEmitter emitter = new SseEmitter();
        pool.execute(() -> {
            try {
                for (int i = 0; i < PIECES; i++) {
                    emitter.send(worker.workNow("event " + id));
                }
                emitter.complete();
            } catch (IOException e) {
                emitter.completeWithError(e);
            }
        });
        return emitter;
    }

    @GetMapping("/stream/{id}")
    public StreamingResponseBody stream(@PathVariable("id") String id) {
        return out -> {
            for (int i = 0; i < PIECES; i++) {
                out.write(worker.workNow("piece " + id).getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        };
    }

    @GetMapping("/stream/{id}/broken")
    public StreamingResponseBody brokenStream(@PathVariable("id") String id) {
        return out -> {
            throw new IllegalStateException(worker.workNow("stream broken " + id));
        };
    }
}

package io.obsagent.verify.apps.springboot;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;

/** Handlers whose answer comes later, from another thread. */
@RestController
@RequestMapping("/later")
public class LaterItems {

    private static final long SHORT_MILLIS = 200;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final Worker worker;

    public LaterItems(Worker worker) {
        this.worker = worker;
    }

    @GetMapping("/callable/{id}")
    public Callable<String> callable(@PathVariable("id") String id) {
        return () -> worker.workNow("callable " + id);
    }

    @GetMapping("/callable/{id}/broken")
    public Callable<String> brokenCallable(@PathVariable("id") String id) {
        return () -> {
            throw new IllegalStateException(worker.workNow("callable broken " + id));
        };
    }

    @GetMapping("/task/{id}")
    public WebAsyncTask<String> task(@PathVariable("id") String id) {
        return new WebAsyncTask<>(() -> worker.workNow("task " + id));
    }

    @GetMapping("/future/{id}")
    public CompletableFuture<String> future(@PathVariable("id") String id) {
        return CompletableFuture.supplyAsync(() -> worker.workNow("future " + id));
    }

    @GetMapping("/async/{id}")
    public CompletableFuture<String> async(@PathVariable("id") String id) {
        return worker.work("async " + id);
    }

    @GetMapping("/deferred/{id}")
    public DeferredResult<String> deferred(@PathVariable("id") String id) {
        DeferredResult<String> result = new DeferredResult<>();
        pool.execute(() -> result.setResult(worker.workNow("deferred " + id)));
        return result;
    }

    @GetMapping("/deferred/{id}/broken")
    public DeferredResult<String> brokenDeferred(@PathVariable("id") String id) {
        DeferredResult<String> result = new DeferredResult<>();
        pool.execute(() -> result.setErrorResult(new IllegalStateException(worker.workNow("deferred broken " + id))));
        return result;
    }

    @GetMapping("/deferred/{id}/never")
    public DeferredResult<String> neverDeferred(@PathVariable("id") String id) {
        return new DeferredResult<>(SHORT_MILLIS);
    }

    @GetMapping("/deferred/{id}/late")
    public DeferredResult<String> lateDeferred(@PathVariable("id") String id) {
        return new DeferredResult<>(SHORT_MILLIS, "too late");
    }
}

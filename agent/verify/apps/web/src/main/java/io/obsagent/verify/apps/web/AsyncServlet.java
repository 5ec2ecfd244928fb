package io.obsagent.verify.apps.web;

import java.io.IOException;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Goes asynchronous in the way that the path asks for. */
final class AsyncServlet extends HttpServlet {

    private static final long LONG_MILLIS = 30_000;
    private static final long SHORT_MILLIS = 200;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext async = request.startAsync();
        async.setTimeout(LONG_MILLIS);
        switch (request.getPathInfo()) {
            case "/complete":
                later(() -> {
                    response.getWriter().print("completed");
                    async.complete();
                });
                break;
            case "/complete-now":
                response.getWriter().print("completed");
                async.complete();
                break;
            case "/dispatch":
                later(() -> async.dispatch("/hello"));
                break;
            case "/dispatch-now":
                async.dispatch("/hello");
                break;
            case "/dispatch-calls":
                later(() -> async.dispatch("/calls"));
                break;
            case "/dispatch-throw":
                later(() -> async.dispatch("/throw/runtime"));
                break;
            case "/twice":
                if (request.getDispatcherType() == DispatcherType.REQUEST) {
                    later(async::dispatch);
                } else {
                    response.getWriter().print("twice");
                    later(async::complete);
                }
                break;
            case "/fail":
                later(() -> {
                    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                    async.complete();
                });
                break;
            case "/timeout":
                async.setTimeout(SHORT_MILLIS);
                break;
            case "/timeout-answered":
                async.setTimeout(SHORT_MILLIS);
                async.addListener(new AnswerTimeout());
                break;
            default:
                throw new IllegalArgumentException(request.getPathInfo());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void later(Work work) {
        new Thread(() -> {
                    try {
                        Thread.sleep(20);
                        work.run();
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .start();
    }

    private static final class AnswerTimeout implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) {
            HttpServletResponse response =
                    (HttpServletResponse) event.getAsyncContext().getResponse();
            response.setStatus(HttpServletResponse.SC_GATEWAY_TIMEOUT);
            event.getAsyncContext().complete();
        }

        @Override
        public void onComplete(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}

package shop.product;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delays requests and fails a share of them with 500, as {@link Faults} say at the moment the request arrives. */
final class FaultFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(FaultFilter.class);

    private final transient AtomicReference<Faults> faults;

    FaultFilter(AtomicReference<Faults> faults) {
        this.faults = faults;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Faults current = faults.get();
        if (!delay(current.delayMs())) {
            Json.error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "stopping");
            return;
        }
        if (ThreadLocalRandom.current().nextDouble() < current.errorRate()) {
            log.error("Injected fault on {}", request.getRequestURI());
            Json.error(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR, "injected fault");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean delay(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

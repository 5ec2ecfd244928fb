package shop.product;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /admin/faults}: GET shows the faults in force, {@code PUT ?delayMs=..&errorRate=..} changes them while the
 * service runs. A parameter left out keeps its value; an invalid one answers 400 and changes nothing.
 */
final class FaultsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(FaultsServlet.class);

    private final transient AtomicReference<Faults> faults;

    FaultsServlet(AtomicReference<Faults> faults) {
        this.faults = faults;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.write(response, HttpServletResponse.SC_OK, faults.get());
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String delayMs = request.getParameter("delayMs");
        String errorRate = request.getParameter("errorRate");
        Faults changed;
        try {
            changed = faults.updateAndGet(current -> new Faults(
                    delayMs == null ? current.delayMs() : Long.parseLong(delayMs),
                    errorRate == null ? current.errorRate() : Double.parseDouble(errorRate)));
        } catch (IllegalArgumentException e) {
            Json.error(response, HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
            return;
        }
        log.info("Faults changed: delay {} ms, error rate {}", changed.delayMs(), changed.errorRate());
        Json.write(response, HttpServletResponse.SC_OK, changed);
    }
}

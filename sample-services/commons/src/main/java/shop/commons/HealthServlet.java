package shop.commons;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /health}: 200 while the service is ready and its database answers, else 503. */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(HealthServlet.class);
    private static final int DATABASE_TIMEOUT_SECONDS = 2;

    private final transient DataSource dataSource;
    private final transient BooleanSupplier ready;

    /**
     * Makes the servlet.
     *
     * @param ready whether all but the database is ready
     */
    public HealthServlet(DataSource dataSource, BooleanSupplier ready) {
        this.dataSource = dataSource;
        this.ready = ready;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean up = ready.getAsBoolean() && databaseAnswers();
        response.setStatus(up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json");
        response.getWriter().write(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
    }

    private boolean databaseAnswers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(DATABASE_TIMEOUT_SECONDS);
        } catch (SQLException e) {
            log.warn("Database does not answer: {}", e.getMessage());
            return false;
        }
    }
}

package shop.cart;

import java.io.IOException;
import java.util.Collections;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** {@code GET /health}: 200 while the database is reachable, 503 otherwise. */
final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Database database;

    HealthServlet(Database database) {
        this.database = database;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (database.isReachable()) {
            Json.write(response, HttpServletResponse.SC_OK, Collections.singletonMap("status", "UP"));
        } else {
            Json.error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "the database is not reachable");
        }
    }
}

package shop.product;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /product/{sku}}: one article, 404 for an unknown sku, 400 for what is no sku. */
final class ProductServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(ProductServlet.class);

    private final transient Catalogue catalogue;

    ProductServlet(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long sku;
        try {
            sku = parseSku(request.getPathInfo());
        } catch (NumberFormatException e) {
            log.warn("Not a sku: {}", request.getRequestURI());
            Json.error(response, HttpServletResponse.SC_BAD_REQUEST, "sku must be a number, as in /product/1001");
            return;
        }
        Optional<Article> article = catalogue.find(sku);
        if (article.isEmpty()) {
            log.warn("Unknown product {}", sku);
            Json.error(response, HttpServletResponse.SC_NOT_FOUND, "unknown product " + sku);
            return;
        }
        log.info("Product {} looked up", sku);
        Json.write(response, HttpServletResponse.SC_OK, article.get());
    }

    private static long parseSku(String pathInfo) {
        return Long.parseLong(pathInfo == null ? "" : pathInfo.substring(1));
    }
}

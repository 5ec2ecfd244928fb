package shop.cart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.util.Optional;

/** Asks the product service, one GET a product. */
final class HttpProducts implements Products {
    private static final ObjectReader READER = new ObjectMapper().readerFor(Product.class);

    private final String baseUrl;
    private final int timeoutMs;

    /**
     * @param baseUrl of the product service
     * @param timeoutMs for connecting, and for each wait for bytes of the answer, in milliseconds
     */
    HttpProducts(URI baseUrl, int timeoutMs) {
        this.baseUrl = baseUrl + "/product/";
        this.timeoutMs = timeoutMs;
    }

    @Override
    public Optional<Product> find(int sku) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(baseUrl + sku).openConnection();
            connection.setConnectTimeout(timeoutMs);
            connection.setReadTimeout(timeoutMs);
            int status = connection.getResponseCode();
            if (status == HttpURLConnection.HTTP_OK) {
                return Optional.of(read(connection));
            }
            discard(connection.getErrorStream());
            if (status == HttpURLConnection.HTTP_NOT_FOUND) {
                return Optional.empty();
            }
            throw new UnavailableException("product answered " + status + " for " + sku);
        } catch (IOException e) {
            throw new UnavailableException("product did not answer for " + sku, e);
        }
    }

    private static Product read(HttpURLConnection connection) throws IOException {
        try (InputStream body = connection.getInputStream()) {
            Product product = READER.readValue(body);
            if (product == null) {
                throw new IOException("the answer is null");
            }
            return product;
        }
    }

    /** A body read to its end lets the connection be used again. */
    private static void discard(InputStream body) throws IOException {
        if (body == null) {
            return;
        }
        try (InputStream rest = body) {
            byte[] buffer = new byte[1024];
            while (rest.read(buffer) >= 0) {
                // only to reach the end
            }
        }
    }
}

package shop.product;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private ProductServer server;

    @BeforeEach
    void start() throws Exception {
        server = Product.create(Map.of("PRODUCT_HTTP_PORT", "0"));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void answersOneArticle() throws Exception {
        HttpResponse<String> response = send("GET", "/product/1001");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.body()).isEqualTo("{\"sku\":1001,\"name\":\"Espresso cup\",\"price\":690}");
    }

    @Test
    void doesNotKnowAnyOtherArticle() throws Exception {
        HttpResponse<String> response = send("GET", "/product/4711");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"error\":\"unknown product 4711\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/product", "/product/", "/product/cup", "/product/1001/price"})
    void refusesWhatIsNoSku(String path) throws Exception {
        assertThat(send("GET", path).statusCode()).isEqualTo(400);
    }

    @Test
    void listsTheCatalogueInOrderOfSku() throws Exception {
        JsonNode articles = mapper.readTree(send("GET", "/products").body());

        assertThat(articles.findValues("sku"))
                .extracting(JsonNode::asInt)
                .containsExactly(1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011);
    }

    @Test
    void isHealthyWhenStarted() throws Exception {
        assertThat(send("GET", "/health").statusCode()).isEqualTo(200);
    }

    @Test
    void failsAsOftenAsAskedAndRecovers() throws Exception {
        assertThat(send("PUT", "/admin/faults?errorRate=1.0").body()).isEqualTo("{\"delayMs\":0,\"errorRate\":1.0}");
        assertThat(send("GET", "/product/1001").statusCode()).isEqualTo(500);
        assertThat(send("GET", "/products").statusCode()).isEqualTo(500);
        assertThat(send("GET", "/health").statusCode()).isEqualTo(200);

        send("PUT", "/admin/faults?errorRate=0");
        assertThat(send("GET", "/product/1001").statusCode()).isEqualTo(200);
    }

    @Test
    void answersAsLateAsAsked() throws Exception {
        send("PUT", "/admin/faults?delayMs=200");

        long start = System.nanoTime();
        assertThat(send("GET", "/product/1001").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void keepsTheFaultThatIsNotNamed() throws Exception {
        send("PUT", "/admin/faults?delayMs=5");
        send("PUT", "/admin/faults?errorRate=0.5");

        assertThat(send("GET", "/admin/faults").body()).isEqualTo("{\"delayMs\":5,\"errorRate\":0.5}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delayMs=-1", "delayMs=soon", "delayMs=60001", "errorRate=2", "errorRate=NaN"})
    void refusesImpossibleFaults(String query) throws Exception {
        assertThat(send("PUT", "/admin/faults?" + query).statusCode()).isEqualTo(400);
        assertThat(send("GET", "/admin/faults").body()).isEqualTo("{\"delayMs\":0,\"errorRate\":0.0}");
    }

    @Test
    void finishesTheRequestUnderWayWhenStopped() throws Exception {
        send("PUT", "/admin/faults?delayMs=1500");
        CompletableFuture<HttpResponse<String>> slow =
                client.sendAsync(request("GET", "/product/1001"), BodyHandlers.ofString());
        Thread.sleep(500);

        server.close();

        assertThat(slow.get().statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        return client.send(request(method, path), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10))
                .build();
    }
}

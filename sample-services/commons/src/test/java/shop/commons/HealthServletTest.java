package shop.commons;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import shop.infra.EmbeddedDatabases;

class HealthServletTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void isUpWhenTheServiceIsReadyAndTheDatabaseAnswers() throws Exception {
        AtomicBoolean ready = new AtomicBoolean();
        try (EmbeddedDatabases databases = EmbeddedDatabases.start(Path.of("target/postgres"))) {
            EmbeddedDatabases.Database shop = databases.create("shop");
            try (HikariDataSource dataSource =
                            new DatabaseConfig(shop.url(), shop.user(), shop.password()).open("shop");
                    HttpServer server = new HttpServer("127.0.0.1", 0)) {
                server.serve("/health", new HealthServlet(dataSource, ready::get))
                        .start();

                assertThat(health(server).statusCode()).isEqualTo(503);
                assertThat(health(server).body()).isEqualTo("{\"status\":\"DOWN\"}");
                ready.set(true);
                assertThat(health(server).statusCode()).isEqualTo(200);
                assertThat(health(server).body()).isEqualTo("{\"status\":\"UP\"}");
                dataSource.close();
                assertThat(health(server).statusCode()).isEqualTo(503);
            }
        }
    }

    private HttpResponse<String> health(HttpServer server) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/health");
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}

package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteInferenceTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/orders, /orders",
        "/orders/, /orders/",
        "/orders/4711/items, /orders/{id}/items",
        "/orders/order-4711.pdf, /orders/order-{id}.pdf",
        "/api/v2/oauth2, /api/v2/oauth2",
        "/users/123e4567-e89b-12d3-a456-426614174000, /users/{uuid}",
        "/blobs/9f86d081884c7d65, /blobs/{hex}",
        "/app.3f2a9c01d4.js, /app.{hex}.js",
        "/facade/deadbeef, /facade/deadbeef",
        "/days/2026-11-20, /days/{date}",
        "/days/2026-11-20T10:15, /days/{date}",
        "/mail/ann@example.org/x, /mail/{email}/x",
        "/mail/ann%40example.org, /mail/{email}",
        "/search/h%C3%A4user, /search/{value}",
        "/cart;jsessionid=1F/items, /cart/items",
        "/a/b/c/d/e/f/g/h/i/j, /a/b/c/d/e/f/g/h/*",
        "/t/Zk3pQ9xR7mT2, /t/{value}",
        "/t/a1b/x-a1b.pdf, /t/{value}/x-{value}.pdf",
        "/t/item10, /t/{value}",
        "/t/1st, /t/{value}",
        "/abcdefghijklmnopqrstuvwxyzabcdefghijkl/abcdefghijklmnopqrstuvwxyzabcdefghijkl/abcdefghijklmnopqrstuvwxyzabcdefghijkl/abc, /abcdefghijklmnopqrstuvwxyzabcdefghijkl/abcdefghijklmnopqrstuvwxyzabcdefghijkl/abcdefghijklmnopqrstuvwxyzabcdefghijkl/*",
        "/t/abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqr, /t/{value}",
    })
    void replacesWhatVaries(String path, String template) {
        assertThat(RouteInference.template(path)).isEqualTo(template);
    }

    @Test
    void learnsSoManyAndNoMore() {
        InferredRoutes routes = new InferredRoutes();
        assertThat(routes.of("/orders/1")).isEqualTo("/orders/{id}");
        for (char first = 'a'; first <= 'z'; first++) {
            for (char second = 'a'; second <= 'z'; second++) {
                routes.of("/" + first + second);
            }
        }
        assertThat(routes.of("/aa")).isEqualTo("/aa");
        assertThat(routes.of("/zz")).isNull();
        assertThat(routes.of("/orders/2")).isEqualTo("/orders/{id}");
    }
}

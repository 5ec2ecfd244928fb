package io.obsagent.instrumentation.servlet.jersey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.glassfish.jersey.uri.UriTemplate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JerseyRouteHookTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "/shop/api/, /{id} /items, /shop/api/items/{id}",
        "/shop/api/, items, /shop/api/items",
        "/, /items, /items",
        "/, / /items, /items/",
        "/, /, /",
    })
    void joinsTheTemplatesBelowTheBasePath(String basePath, String innermostFirst, String route) {
        List<UriTemplate> templates = new ArrayList<>();
        for (String template : innermostFirst.split(" ")) {
            templates.add(new UriTemplate(template));
        }
        assertThat(JerseyRouteHook.route(basePath, templates)).isEqualTo(route);
    }
}

package io.obsagent.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServletMappingsTest {

    private final ServletMappings mappings =
            new ServletMappings("/shop", Arrays.asList("/", "", "/exact", "/user/*", "/exact/*", "/a/b/*", "*.jsp"));

    /** Servlet path and path info as the specification says a container derives them. */
    @ParameterizedTest(name = "{0} + {1}")
    @CsvSource({
        "/exact, , /shop/exact",
        "/exact, /below, /shop/exact/*",
        "/user, , /shop/user/*",
        "/user, /, /shop/user/*",
        "/user, /42/cart, /shop/user/*",
        "/a/b, /c, /shop/a/b/*",
        "/page.jsp, , /shop/*.jsp",
        "/deep/er/page.jsp, , /shop/*.jsp",
        "/static/logo.png, , /shop/*",
        "/dir.jsp/file, , /shop/*",
        "/, , /shop/*",
        "'', /, /shop/",
    })
    void findsTheMappingThatMatched(String servletPath, String pathInfo, String route) {
        assertThat(mappings.route(servletPath, pathInfo)).isEqualTo(route);
    }

    @ParameterizedTest(name = "{0} + {1}")
    @CsvSource({"'', /any/thing, /*", "'', /, /*"})
    void aMappingOfEverythingHasAnEmptyServletPath(String servletPath, String pathInfo, String route) {
        assertThat(new ServletMappings("", Arrays.asList("/*")).route(servletPath, pathInfo))
                .isEqualTo(route);
    }
}

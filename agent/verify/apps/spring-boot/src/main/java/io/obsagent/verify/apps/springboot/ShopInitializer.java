package io.obsagent.verify.apps.springboot;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;

/** How a container starts the WAR. Before Spring Boot 2 the super type has another package. */
public class ShopInitializer extends SpringBootServletInitializer {

    @Override
    protected SpringApplicationBuilder configure(SpringApplicationBuilder application) {
        return application.sources(Shop.class);
    }
}

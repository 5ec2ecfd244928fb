package io.obsagent.verify.apps.springboot;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Functional handlers, where Spring has them: since 5.2. */
@Configuration
@ConditionalOnClass(name = "org.springframework.web.servlet.function.RouterFunction")
public class FunctionalItems {

    @Bean
    public RouterFunction<ServerResponse> functional() {
        return RouterFunctions.route()
                .GET("/functional/{id}", request -> ServerResponse.ok().body(request.pathVariable("id")))
                .build();
    }
}

package io.obsagent.verify.apps.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Spring MVC, functional, as it is from 5.2 on. */
@Configuration
public class SpringFunctions {

    @Bean
    public RouterFunction<ServerResponse> functional() {
        return RouterFunctions.route()
                .GET("/functional/{id}", request -> ServerResponse.ok().body(request.pathVariable("id")))
                .build();
    }
}

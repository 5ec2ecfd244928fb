package io.obsagent.verify.apps.web;

import java.util.concurrent.Callable;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Spring MVC, annotated. */
@Configuration
@EnableWebMvc
public class SpringConfig {

    /** The annotated handlers; a component by being a member of the configuration. */
    @RestController
    public static class Items {

        @GetMapping("/items/{id}")
        public String item(@PathVariable("id") String id) {
            return "item " + id;
        }

        @GetMapping("/later/{id}")
        public Callable<String> later(@PathVariable("id") String id) {
            return () -> "later " + id;
        }

        @GetMapping("/missing/{id}")
        public String missing(@PathVariable("id") String id) {
            throw new Missing();
        }

        @GetMapping("/broken/{id}")
        public String broken(@PathVariable("id") String id) {
            throw new IllegalStateException("broken " + id);
        }
    }

    /** Answered by 404. */
    @ResponseStatus(HttpStatus.NOT_FOUND)
    public static class Missing extends RuntimeException {}
}

package io.obsagent.verify.apps.springtracing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/** The application. It names no tracing library: Spring Boot puts in what it finds. Prints {@code port N} and {@code done}. */
@SpringBootApplication
public class TracedShop {

    public static void main(String[] args) {
        SpringApplication.run(TracedShop.class, args);
    }

    /** The builder is what each of the libraries prepares. The client is the JDK's, whatever else is there for exporters. */
    @Bean
    public RestTemplate client(RestTemplateBuilder builder) {
        return builder.requestFactory(() -> new SimpleClientHttpRequestFactory())
                .build();
    }

    @EventListener
    public void ready(ApplicationReadyEvent event) {
        System.out.println(
                "port " + event.getApplicationContext().getEnvironment().getProperty("local.server.port"));
        System.out.println("done");
    }
}

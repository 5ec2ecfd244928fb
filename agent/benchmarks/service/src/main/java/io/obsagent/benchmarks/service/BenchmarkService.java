package io.obsagent.benchmarks.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** An ordinary Spring Boot service without any telemetry. */
@SpringBootApplication
public class BenchmarkService {

    /** Starts the service; {@code --server.port} says where. */
    public static void main(String[] args) {
        SpringApplication.run(BenchmarkService.class, args);
    }
}

package io.obsagent.verify.apps.springboot;

import java.lang.reflect.Method;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.EnableAsync;

/** The application. Prints {@code port N}, unless a container has deployed it, and {@code done}. */
@SpringBootApplication
@EnableAsync
public class Shop {

    /** Calls {@code SpringApplication.run(Shop.class, args)}, where the class was an Object before Spring Boot 2. */
    public static void main(String[] args) throws ReflectiveOperationException {
        for (Method run : SpringApplication.class.getMethods()) {
            Class<?>[] parameters = run.getParameterTypes();
            if (run.getName().equals("run") && parameters.length == 2 && !parameters[0].isArray()) {
                run.invoke(null, Shop.class, args);
            }
        }
    }

    @EventListener
    public void ready(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        if (environment.containsProperty("local.server.port")) {
            System.out.println("port " + environment.getProperty("local.server.port"));
        }
        System.out.println("done");
    }
}

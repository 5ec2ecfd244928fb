package io.obsagent.verify.apps.springtracing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;

/** An order runs a statement and asks for the stock by a call. Both print the ids that the library has put into the MDC. */
@RestController
public class Orders {

    private final RestTemplate client;

    public Orders(RestTemplate client) {
        this.client = client;
    }

    @GetMapping("/order")
    public String order(@RequestHeader HttpHeaders headers) throws SQLException {
        printIds("order");
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:shop");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
        return client.getForObject("http://" + headers.getFirst(HttpHeaders.HOST) + "/stock", String.class);
    }

    @GetMapping("/stock")
    public String stock(@RequestHeader HttpHeaders headers) {
        printIds("stock");
        headers.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("traceparent") || lower.contains("b3")) {
                System.out.println("header " + lower + '=' + values);
            }
        });
        return "7";
    }

    private static void printIds(String where) {
        System.out.println(where + ' ' + MDC.get("traceId") + ' ' + MDC.get("spanId"));
    }
}

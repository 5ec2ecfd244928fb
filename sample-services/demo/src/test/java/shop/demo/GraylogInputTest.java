package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The script that makes Graylog listen, against something that answers as Graylog's API does. */
class GraylogInputTest {

    private static final Path SCRIPT = Path.of("../../docker/graylog/gelf-input.sh");
    private static final String TYPE = "org.graylog2.inputs.gelf.tcp.GELFTCPInput";

    private final List<JsonNode> inputs = new CopyOnWriteArrayList<>();
    private HttpServer graylog;

    @BeforeEach
    void start() throws IOException {
        graylog = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        graylog.createContext("/api/system/lbstatus", exchange -> answer(exchange, 200, "ALIVE"));
        graylog.createContext("/api/system/inputs", this::inputs);
        graylog.start();
    }

    @AfterEach
    void stop() {
        graylog.stop(0);
    }

    @Test
    void createsTheInputOnce() throws Exception {
        run();
        run();

        assertThat(inputs).hasSize(1);
        JsonNode input = inputs.get(0);
        assertThat(input.path("type").asText()).isEqualTo(TYPE);
        assertThat(input.path("title").asText()).isNotBlank();
        assertThat(input.path("global").asBoolean()).isTrue();
        // what Graylog refuses an input without
        JsonNode configuration = input.path("configuration");
        assertThat(configuration.path("bind_address").asText()).isEqualTo("0.0.0.0");
        assertThat(configuration.path("port").asInt()).isEqualTo(12201);
        assertThat(configuration.path("use_null_delimiter").asBoolean()).isTrue();
        assertThat(configuration.path("max_message_size").asInt()).isPositive();
        assertThat(configuration.path("tls_enable").isBoolean()).isTrue();
        assertThat(configuration.path("tcp_keepalive").isBoolean()).isTrue();
    }

    private void run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT.toString()).redirectErrorStream(true);
        builder.environment()
                .put("GRAYLOG_API", "http://127.0.0.1:" + graylog.getAddress().getPort() + "/api");
        builder.environment().put("GRAYLOG_PASSWORD", "secret");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private void inputs(HttpExchange exchange) throws IOException {
        String login = Base64.getEncoder().encodeToString("admin:secret".getBytes(StandardCharsets.US_ASCII));
        if (!("Basic " + login).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "");
        } else if (exchange.getRequestMethod().equals("GET")) {
            answer(exchange, 200, "{\"inputs\":" + inputs + ",\"total\":" + inputs.size() + "}");
        } else if (exchange.getRequestHeaders().getFirst("X-Requested-By") == null) {
            answer(exchange, 400, "CSRF protection header is missing");
        } else {
            inputs.add(new ObjectMapper().readTree(exchange.getRequestBody()));
            answer(exchange, 201, "{\"id\":\"1\"}");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}

package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogLineTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final String LINE = """
            {"timestamp":1700000000123,"level":"INFO","threadName":"exec-1","loggerName":"shop.cart.Checkout",\
            "mdc": {"trace_id":"%s","span_id":"00f067aa0ba902b7"},"formattedMessage":"order 7 created","throwable":null}""".formatted(TRACE_ID);

    @Test
    void readsWhatLogbackWrites() {
        assertThat(LogLine.parse("cart", LINE))
                .contains(new LogLine(
                        "cart",
                        Instant.ofEpochMilli(1700000000123L),
                        "INFO",
                        "shop.cart.Checkout",
                        "order 7 created",
                        TRACE_ID,
                        "00f067aa0ba902b7"));
        assertThat(LogLine.parse("cart", "OpenJDK 64-Bit Server VM warning")).isEmpty();
        assertThat(LogLine.parse("cart", "{ cut sho")).isEmpty();
    }

    @Test
    void findsTheLinesOfATraceOnly(@TempDir Path directory) throws Exception {
        try (OutputLog log = new OutputLog(directory.resolve("cart.log"))) {
            log.write("starting " + TRACE_ID);
            log.write(LINE);
            log.write(LINE.replace("4bf92f", "aaaaaa"));
            log.write(LINE.replace("order 7 created", "mentions " + TRACE_ID)
                    .replace("\"trace_id\":\"4bf92f", "\"trace_id\":\"bbbbbb"));
            assertThat(log.ofTrace("cart", TRACE_ID))
                    .singleElement()
                    .satisfies(line -> assertThat(line.message()).isEqualTo("order 7 created"));
        }
    }
}

package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.demo.Spans.span;

import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckoutsTest {

    @Test
    void takesTheMedianOfThoseThatReachedTheMostServices() {
        List<ReceivedSpan> spans = new ArrayList<>();
        spans.addAll(checkout("slow", 200, 900, "loms"));
        spans.addAll(checkout("typical", 200, 90, "loms"));
        spans.addAll(checkout("fast", 200, 10, "loms"));
        spans.addAll(checkout("cut short", 200, 90, "cart"));
        spans.addAll(checkout("refused", 409, 90, "loms"));
        assertThat(Checkouts.typical(spans).orElseThrow())
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.traceId()).isEqualTo("typical"));
    }

    @Test
    void prefersATraceWithoutGap() {
        List<ReceivedSpan> spans = new ArrayList<>(checkout("whole", 200, 10, "loms"));
        for (String trace : List.of("torn 1", "torn 2", "torn 3")) {
            spans.addAll(checkout(trace, 200, 90, "loms"));
            spans.add(span(trace, "c", "never arrived", "loms", Kind.CLIENT, "SELECT", 1, 2));
        }
        assertThat(Checkouts.typical(spans).orElseThrow().get(0).traceId()).isEqualTo("whole");
    }

    @Test
    void findsNothingWithoutACheckout() {
        assertThat(Checkouts.typical(List.of(span("t", "1", "", "cart", Kind.SERVER, "GET /user/*", 0, 1))))
                .isEmpty();
    }

    private static List<ReceivedSpan> checkout(String trace, long status, long end, String otherService) {
        Map<String, Object> attributes = Map.of("url.path", "/user/1/checkout", "http.response.status_code", status);
        return List.of(
                span(trace, "a", "", "cart", Kind.SERVER, "POST /user/*", 0, end, Status.UNSET, attributes),
                span(trace, "b", "a", otherService, Kind.SERVER, "loms.v1.Loms/OrderCreate", 1, end));
    }
}

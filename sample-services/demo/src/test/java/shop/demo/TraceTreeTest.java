package shop.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static shop.demo.Spans.span;

import io.obsagent.testkit.ReceivedSpan;
import io.obsagent.testkit.ReceivedSpan.Kind;
import io.obsagent.testkit.ReceivedSpan.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceTreeTest {

    private static final List<ReceivedSpan> CHECKOUT = List.of(
            span("t", "5", "4", "loms", Kind.CLIENT, "INSERT orders", 60, 70),
            span("t", "1", "", "cart", Kind.SERVER, "POST /user/*", 0, 100),
            span("t", "4", "1", "loms", Kind.SERVER, "loms.v1.Loms/OrderCreate", 50, 90),
            span("t", "3", "2", "product", Kind.SERVER, "GET /product/*", 10, 20),
            span("t", "2", "1", "cart", Kind.CLIENT, "GET", 5, 25),
            span("t", "6", "4", "loms", Kind.PRODUCER, "send order_status", 80, 120));

    @Test
    void drawsSpansBelowTheirParentsInTheOrderTheyBegan() {
        assertThat(TraceTree.render(CHECKOUT, Palette.PLAIN, 100))
                .containsExactly(
                        "cart     POST /user/*                 SERVER      100 ms  █████████████████████████████████·······",
                        "cart     ├─ GET                       CLIENT     20.0 ms  ·███████································",
                        "product  │  └─ GET /product/*         SERVER     10.0 ms  ···████·································",
                        "loms     └─ loms.v1.Loms/OrderCreate  SERVER     40.0 ms  ················██████████████··········",
                        "loms        ├─ INSERT orders          CLIENT     10.0 ms  ····················███·················",
                        "loms        └─ send order_status      PRODUCER   40.0 ms  ··························██████████████");
    }

    @Test
    void leavesTheBarOutWhereThereIsNoRoom() {
        assertThat(TraceTree.render(CHECKOUT, Palette.PLAIN, 60))
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).doesNotContain("█").hasSizeLessThanOrEqualTo(60));
    }

    @Test
    void putsSpansWithoutTheirParentAtTheTop() {
        List<ReceivedSpan> orphan = List.of(
                span("t", "1", "", "cart", Kind.SERVER, "root", 0, 10),
                span("t", "2", "missing", "loms", Kind.SERVER, "orphan", 5, 6));
        List<String> lines = TraceTree.render(orphan, Palette.PLAIN, 100);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).startsWith("loms  orphan  ");
    }

    @Test
    void marksFailedSpansAndGivesEachServiceAColour() {
        List<ReceivedSpan> failed = List.of(
                span("t", "1", "", "cart", Kind.SERVER, "root", 0, 10),
                span("t", "2", "1", "loms", Kind.SERVER, "fails", 5, 6, Status.ERROR, Map.of()));
        List<String> lines = TraceTree.render(failed, Palette.COLOURS, 100);
        assertThat(lines.get(0)).startsWith("\u001b[36mcart");
        assertThat(lines.get(1)).startsWith("\u001b[33mloms").contains("\u001b[31m└─ fails");
    }

    @Test
    void writesDurationsWithTheDigitsThatMatter() {
        assertThat(TraceTree.duration(450_000)).isEqualTo("0.45 ms");
        assertThat(TraceTree.duration(45_600_000)).isEqualTo("45.6 ms");
        assertThat(TraceTree.duration(1_234_567_000)).isEqualTo("1235 ms");
    }
}

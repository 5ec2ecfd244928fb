package io.obsagent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Hook;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which methods targets select, and how many there can be. */
class MethodPointsTest {

    @BeforeAll
    static void defineDispatcher() throws Exception {
        EngineTest.defineDispatcherOnce();
    }

    private final MethodPoints points = new MethodPoints(new Dispatcher(Plan.parse(""), EngineTest::classFile));

    @Test
    void aMethodKeepsItsPointWhileItsRuleChanges() {
        MethodTarget first = target("pay");
        points.keep(List.of(first));
        Rule rule = points.rule(first, "shop.Cart", "pay");
        assertThat(points.rule(first, "shop.Cart", "pay")).isSameAs(rule);
        assertThat(points.rule(first, "shop.Cart", "take").point).isNotEqualTo(rule.point);

        MethodTarget changed = target("pay");
        assertThat(points.rule(changed, "shop.Cart", "pay"))
                .as("not in force yet")
                .isNull();
        points.keep(List.of(changed));
        assertThat(points.rule(first, "shop.Cart", "pay")).isNull();
        Rule again = points.rule(changed, "shop.Cart", "pay");
        assertThat(again.point).isEqualTo(rule.point);
        assertThat(again.ready).isNotSameAs(rule.ready);
    }

    @Test
    void thereIsAnEndOfThem() {
        MethodTarget target = target("*");
        points.keep(List.of(target));
        for (int i = 0; i < MethodPoints.MAX; i++) {
            assertThat(points.rule(target, "shop.Cart", "m" + i)).isNotNull();
        }
        assertThat(points.rule(target, "shop.Cart", "more")).isNull();
        assertThat(points.rule(target, "shop.Cart", "m0")).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pay               | pay      | ()V                       | true",
                "pay               | payment  | ()V                       | false",
                "pay*              | payment  | (I)V                      | true",
                "*                 | pay      | (I)V                      | true",
                "*                 | toString | ()Ljava/lang/String;      | false",
                "*                 | equals   | (Ljava/lang/Object;)Z     | false",
                "toString          | toString | ()Ljava/lang/String;      | true",
                "pay()             | pay      | ()V                       | true",
                "pay()             | pay      | (I)V                      | false",
                "pay(*)            | pay      | (I)V                      | true",
                "pay(*)            | pay      | (II)V                     | false",
                "pay(..)           | pay      | (II)V                     | true",
                "pay(int, ..)      | pay      | (IJ)V                     | true",
                "pay(int, ..)      | pay      | (JI)V                     | false",
                "pay(int[], a.B$C) | pay      | ([ILa/B$C;)V              | true",
                "p*y(java.*)       | pay      | (Ljava/lang/String;)V     | true",
                "p*y(java.*)       | paid     | (Ljava/lang/String;)V     | false",
            })
    void signatures(String pattern, String method, String descriptor, boolean matches) {
        assertThat(new SignaturePattern(pattern).matches(method, descriptor)).isEqualTo(matches);
    }

    private static MethodTarget target(String method) {
        return new MethodTarget(
                "rule", "shop.Cart", false, null, null, List.of(method), (className, name) -> new Hook() {});
    }
}

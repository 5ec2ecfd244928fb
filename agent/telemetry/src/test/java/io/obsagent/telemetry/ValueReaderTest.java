package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Call;
import io.obsagent.config.ValuePath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What paths find in an application's objects; whatever is there, they do no harm. */
class ValueReaderTest {

    private static final Object SELF = new Hostile();

    @Test
    void simpleValues() {
        assertThat(read("arg0", "text")).isEqualTo("text");
        assertThat(read("arg0", "x".repeat(100))).isEqualTo("x".repeat(20));
        assertThat(read("arg0", 5)).isEqualTo(5L);
        assertThat(read("arg0", (short) 5)).isEqualTo(5L);
        assertThat(read("arg0", 0.1f)).isEqualTo(0.1);
        assertThat(read("arg0", true)).isEqualTo(true);
        assertThat(read("arg0", 'c')).isEqualTo("c");
        assertThat(read("arg0", Thread.State.BLOCKED)).isEqualTo("BLOCKED");
        assertThat(read("arg0", String.class)).isEqualTo("java.lang.String");
        assertThat(read("arg0", new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(read("arg0", new UUID(0, 1))).isEqualTo("00000000-0000-0000-0");
        assertThat(read("arg0", LocalDate.of(2026, 1, 2))).isEqualTo("2026-01-02");
    }

    @Test
    void nothingElse() {
        assertThat(read("arg0", (Object) null)).isNull();
        assertThat(read("arg1", "only one")).isNull();
        assertThat(read("arg0", SELF)).as("toString throws").isNull();
        assertThat(read("arg0", BigInteger.ONE.shiftLeft(100_000))).isNull();
        assertThat(read("arg0", List.of("a"))).isNull();
        assertThat(read("return")).isNull();
    }

    @Test
    void steps() {
        assertThat(read("this.shown")).as("a field, not its getter").isEqualTo("field");
        assertThat(read("this.inherited")).isEqualTo(7L);
        assertThat(read("this.got")).isEqualTo("getGot");
        assertThat(read("this.on")).isEqualTo(true);
        assertThat(read("this.named")).isEqualTo("named");
        assertThat(read("this.offered")).as("of an interface").isEqualTo("default");
        assertThat(read("this.absent")).isNull();
        assertThat(read("this.constant")).as("static").isNull();
        assertThat(read("this.nothing")).as("void").isNull();
        assertThat(read("this.none.length")).isNull();
        assertThat(read("arg0.length", (Object) new int[3])).isEqualTo(3L);
        assertThat(read("arg0.size", Collections.unmodifiableList(Arrays.asList(1, 2))))
                .isEqualTo(2L);
        assertThat(read("arg0.length", "four")).isEqualTo(4L);
        assertThat(read("arg0.hash", "private to the JDK")).isNull();
    }

    @Test
    void gettersThatThrow() {
        assertThat(read("this.broken")).isNull();
        assertThat(read("this.endless")).as("StackOverflowError").isNull();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(read("this.interrupted")).isNull();
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Object read(String path, Object... args) {
        return new ValueReader(ValuePath.parse(path), 20).read(new Call(SELF, args) {});
    }

    interface Offer {
        default String getOffered() {
            return "default";
        }
    }

    static class Base {
        private final int inherited = 7;
    }

    static final class Hostile extends Base implements Offer {
        static final String constant = "static";
        private final String shown = "field";
        private final String none = null;

        String getShown() {
            throw new IllegalStateException();
        }

        private String getGot() {
            return "getGot";
        }

        boolean isOn() {
            return true;
        }

        String named() {
            return "named";
        }

        void nothing() {}

        String getBroken() throws Exception {
            throw new Exception();
        }

        String getEndless() {
            return getEndless();
        }

        String getInterrupted() throws InterruptedException {
            throw new InterruptedException();
        }

        @Override
        public String toString() {
            throw new IllegalStateException();
        }
    }
}

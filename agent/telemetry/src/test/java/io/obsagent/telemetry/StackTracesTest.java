package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StackTracesTest {

    private static Throwable nested() {
        try {
            try {
                throw new IllegalStateException("inner");
            } catch (IllegalStateException e) {
                throw new RuntimeException("outer", e);
            }
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void readsAsTheJdkWritesIt() {
        Throwable thrown = nested();
        StringWriter expected = new StringWriter();
        thrown.printStackTrace(new PrintWriter(expected, true));
        assertThat(StackTraces.write(thrown, 1_000_000).trim())
                .isEqualTo(expected.toString()
                        .replace(System.lineSeparator(), "\n")
                        .trim());
    }

    @Test
    void endsWhereItMustAndWithCausesInACircle() {
        RuntimeException a = new RuntimeException("a");
        RuntimeException b = new RuntimeException("b", a);
        a.initCause(b);
        assertThat(StackTraces.write(a, 500)).hasSizeBetween(250, 500);
        assertThat(StackTraces.write(a, Integer.MAX_VALUE)).contains("Caused by: java.lang.RuntimeException: b");
    }
}

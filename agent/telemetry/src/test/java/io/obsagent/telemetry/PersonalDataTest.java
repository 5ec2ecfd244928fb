package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.config.AgentConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataTest {

    private static final PersonalData BOTH = personalData(true, true);

    private static PersonalData personalData(boolean cards, boolean emails) {
        return new PersonalData(AgentConfig.with(
                        "redact.card-numbers", String.valueOf(cards), "redact.email-addresses", String.valueOf(emails))
                .redact);
    }

    /** Numbers that the card companies publish for tests. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "4111111111111111                  | REDACTED",
                "paid by 4111 1111 1111 1111 today | paid by REDACTED today",
                "4111-1111-1111-1111               | REDACTED",
                "card=4111+1111+1111+1111&a=1      | card=REDACTED&a=1",
                "card=4111%201111%2D1111%2d1111    | card=REDACTED",
                "3782 822463 10005                 | REDACTED",
                "5555555555554444,6011111111111117 | REDACTED,REDACTED",
                "4222222222222                     | REDACTED",
                "4000 0000 0000 0000 006           | REDACTED",
                "order 12 4111 1111 1111 1111 of 3 | order 12 REDACTED of 3",
                "pan4111111111111111x              | panREDACTEDx",
                "mail ann.smith@shop.example       | mail REDACTED",
                "<ann+a1@mail.shop.example>, b     | <REDACTED>, b",
                "to=ann%40shop.example&b=c         | to=REDACTED&b=c",
                "Write to ann@shop.example.        | Write to REDACTED.",
                "jürgen@bücher.example             | REDACTED",
                "a@b.co@c.de                       | REDACTED@c.de",
                "x@y ann@shop.example              | x@y REDACTED",
            })
    void hides(String text, String hidden) {
        assertThat(BOTH.hide(text)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "@@@",
                "4111111111111112",
                "411111111111111",
                "1700000000000000",
                "41111111111111111111111111111111",
                "0.4111111111111111",
                "4111 1111  1111 1111",
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "com.shop.Cart@6d06d69c",
                "user@localhost",
                "git@10.1.1.1",
                "a @ b.example",
                "@shop.example",
                "100%40",
                "100%",
                "2026-11-27 01:15:00",
            })
    void leavesTheRest(String text) {
        assertThat(BOTH.hide(text)).isSameAs(text);
    }

    @Test
    void eachIsHiddenWhereItIsAskedFor() {
        String text = "4111111111111111 ann@shop.example";
        assertThat(personalData(false, false).hide(text)).isSameAs(text);
        assertThat(personalData(true, false).hide(text)).isEqualTo("REDACTED ann@shop.example");
        assertThat(personalData(false, true).hide(text)).isEqualTo("4111111111111111 REDACTED");
        assertThat(BOTH.hide(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"at 4111 1111 1111 1111 noon", "at 4111111111111111 noon", "at ann.smith@shop.example noon"})
    void halfOfItIsNotLeftWhereATextIsCut(String text) {
        for (int max = 4; max <= text.length(); max++) {
            String left = BOTH.hide(text, max);
            assertThat(left.length()).isLessThanOrEqualTo(max);
            assertThat(left).doesNotContain("4", "@");
            // what was cut before looks the same
            assertThat(BOTH.hide(text.substring(0, max), max)).isEqualTo(left);
        }
        assertThat(BOTH.hide(text, 200)).isEqualTo("at REDACTED noon");
    }

    @Test
    void aLongWordIsCutAsItMustBe() {
        assertThat(BOTH.hide("x".repeat(5_000), 4_096)).hasSizeBetween(4_000, 4_096);
        assertThat(personalData(false, false).hide("x".repeat(5_000), 4_096)).hasSize(4_096);
    }

    @Test
    void isNotSlowedDownByAnyText() {
        for (String part : new String[] {
            "4",
            "41",
            "4 ",
            "4-",
            "411111111111111 ",
            "4%20",
            "%40",
            "a%40",
            "@",
            "a@",
            "a@a",
            "a@a.",
            "a.",
            "aa",
            ".",
            "a@b.co"
        }) {
            String text = part.repeat(2_000_000 / part.length());
            long begin = System.nanoTime();
            BOTH.hide(text);
            assertThat(System.nanoTime() - begin).as(part).isLessThan(5_000_000_000L);
        }
    }
}

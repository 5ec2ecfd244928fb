package io.obsagent.telemetry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTableTest {

    private final SqlTable table = new SqlTable();

    @Test
    void equalTextsAreOneAndOthersWithTheSameHashAreNot() {
        SqlText text = SqlText.ofOperation("one");
        table.put("SELECT Aa", text);

        assertThat(table.get(new String("SELECT Aa"))).isSameAs(text);
        assertThat("SELECT BB").hasSameHashCodeAs("SELECT Aa");
        assertThat(table.get("SELECT BB")).isNull();
        SqlText other = SqlText.ofOperation("two");
        table.put("SELECT BB", other);
        assertThat(table.get("SELECT BB")).isSameAs(other);
        assertThat(table.get("SELECT Aa")).isSameAs(text);
    }

    @Test
    void growsAndKeepsWhatItHas() {
        SqlText[] texts = new SqlText[1_000];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = SqlText.ofOperation("n" + i);
            table.put("SELECT " + i, texts[i]);
        }
        assertThat(table.size()).isEqualTo(texts.length);
        for (int i = 0; i < texts.length; i++) {
            assertThat(table.get("SELECT " + i)).isSameAs(texts[i]);
        }
        assertThat(table.get("SELECT 1000")).isNull();
    }
}

package io.obsagent.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchTest {

    private final Batch batch = new Batch();

    @Test
    void countsAndKeepsTheOneText() {
        String sql = "insert into item values (?)";
        batch.add(sql);
        batch.add(new String(sql));

        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.statement()).isSameAs(sql);
    }

    @Test
    void hasNoTextWhenTextsDiffer() {
        batch.add("insert into item values (1)");
        batch.add("delete from item");

        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.statement()).isNull();
    }

    @Test
    void doesNotTakeAnUnknownTextForAKnownOne() {
        batch.add(null);
        batch.add("delete from item");

        assertThat(batch.statement()).isNull();
    }
}

package io.obsagent.benchmarks.service;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Accounts in the database; however often it is called, the database does not grow. */
@Repository
class Accounts {

    private final JdbcTemplate jdbc;
    private final AtomicLong lastTransfer = new AtomicLong();

    Accounts(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** One statement. */
    Account find(long id) {
        return jdbc.queryForObject(
                "SELECT id, owner, balance FROM account WHERE id = ?",
                (row, number) -> new Account(row.getLong("id"), row.getString("owner"), row.getLong("balance")),
                id);
    }

    /** Five statements in one transaction. */
    @Transactional
    public Account transfer(long from, long to, long amount) {
        long transfer = lastTransfer.incrementAndGet();
        jdbc.update("UPDATE account SET balance = balance - ? WHERE id = ?", amount, from);
        jdbc.update("UPDATE account SET balance = balance + ? WHERE id = ?", amount, to);
        jdbc.update(
                "INSERT INTO transfer (id, source, target, amount) VALUES (?, ?, ?, ?)", transfer, from, to, amount);
        jdbc.update("DELETE FROM transfer WHERE id = ?", transfer);
        return find(to);
    }
}

package io.obsagent.telemetry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlScannerTest {

    private static SqlText scan(String sql) {
        return SqlScanner.scan(sql, SqlDialect.STANDARD, 2048);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "SELECT * FROM t WHERE a = 'it''s' ~ SELECT * FROM t WHERE a = ?",
                "SELECT 1, -2.5, .5, 1e-3, 0xFF, 1_000 ~ SELECT ?, -?, ?, ?, ?, ?",
                "SELECT * FROM t1 WHERE c2 = $1 AND d = ? ~ SELECT * FROM t1 WHERE c2 = $1 AND d = ?",
                "SELECT N'x', E'a\\'b', B'01', X'1F', U&'d' ~ SELECT ?, ?, ?, ?, U&?",
                "SELECT $$a'b$$, $tag$ $$ secret $tag$ ~ SELECT ?, ?",
                "SELECT q'[it's]', nq'!x!' FROM dual ~ SELECT ?, ? FROM dual",
                "SELECT 'C:\\' , 'secret' ~ SELECT ? , ?",
                "SELECT \"My Col\" FROM \"T 1\" ~ SELECT \"My Col\" FROM \"T 1\"",
                "SELECT a -- don't tell 42 ~ SELECT a -- don?",
                "SELECT /* user='bob' id=7 */ a FROM t ~ SELECT /* user=? id=? */ a FROM t",
                "SELECT /* don't */ a FROM t WHERE n='secret' ~ SELECT /* don?*/ a FROM t WHERE n=?",
                "SELECT /* a /* b */ don't */ a, 'secret' ~ SELECT ?",
                "SELECT a::int, v$x FROM t WHERE b IN (1,2) ~ SELECT a::int, v$x FROM t WHERE b IN (?,?)",
                "SELECT a FROM t WHERE b IN (1, 0x1F, 1e-5, 7up, .5, 6. , 7,8, 'x', 9, 10 ~"
                        + " SELECT a FROM t WHERE b IN (?, ?, ?, ?, ?, ? , ?,?, ?, ?, ?",
                "INSERT INTO t VALUES (1, 'it''s', 2.50, '', 7, N'x', -1), ('a', 2.5e-3, 1.2.3, 'never ends, 5 ~"
                        + " INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, -?), (?, ?, ?, ?",
                "SELECT 'never ends ~ SELECT ?",
                "SELECT $x$ never ends ~ SELECT ?",
                "SELECT \"never ends ~ SELECT ?",
                "SELECT  a ~ SELECT a",
                "INSERT INTO t VALUES (:name, @p1, :1) ~ INSERT INTO t VALUES (:name, @p1, :?)",
            })
    void replacesLiterals(String sql, String sanitized) {
        assertThat(scan(sql).sanitized()).isEqualTo(sanitized);
    }

    @Test
    void aLineCommentEndsWithItsLine() {
        assertThat(scan("SELECT a -- don't\nFROM t WHERE n = 'secret'").sanitized())
                .isEqualTo("SELECT a -- don?\nFROM t WHERE n = ?");
        assertThat(scan("SELECT a -- don't\r\nFROM t WHERE n = 'secret'").sanitized())
                .isEqualTo("SELECT a -- don?\nFROM t WHERE n = ?");
        assertThat(scan("SELECT a -- for some only\r don't\n FROM t WHERE n = 'secret'")
                        .sanitized())
                .isEqualTo("SELECT a ?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "SELECT 'it\\'s secret', \"also\" ~ SELECT ?, ?",
                "SELECT `a b` FROM t # don't 5 ~ SELECT `a b` FROM t # don?",
                "SELECT 5--'secret', `it's` ~ SELECT ?--?, `it's`",
                "SELECT /*!40000 'a*/b', */ c, /* /* */ `d` ~ SELECT /*!? ?, */ c, /* /* */ `d`",
            })
    void knowsMysql(String sql, String sanitized) {
        assertThat(SqlScanner.scan(sql, SqlDialect.of("mysql"), 2048).sanitized())
                .isEqualTo(sanitized);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            value = {
                "SELECT [it's] FROM [a]]b's] WHERE n = 'secret' ~ SELECT [it's] FROM [a]]b's] WHERE n = ?",
                "SELECT €12.50, €.5, €uro FROM t ~ SELECT ?, ?, €uro FROM t",
                "SELECT $12.50, N'x', \"it's\" FROM t ~ SELECT ?, ?, \"it's\" FROM t",
                "SELECT [never ends ~ SELECT ?",
            })
    void knowsBrackets(String sql, String sanitized) {
        assertThat(SqlScanner.scan(sql, SqlDialect.of("microsoft.sql_server"), 2048)
                        .sanitized())
                .isEqualTo(sanitized);
    }

    @Test
    void aWordThatIsNoVerbIsNoOperation() {
        SqlText text = scan("Jane4711 asks for her cart");
        assertThat(text.operation()).isNull();
        assertThat(text.summary()).isNull();
        assertThat(text.batchOperation()).isEqualTo("BATCH");
        assertThat(scan("vacuum").operation()).isEqualTo("VACUUM");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\0',
            nullValues = "-",
            value = {
                "SELECT * FROM orders WHERE id = 1 ~ SELECT orders ~ SELECT ~ orders",
                "select * from Shop.Orders o ~ SELECT Shop.Orders ~ SELECT ~ Shop.Orders",
                "INSERT INTO outbox (a, b) VALUES (?, ?) ~ INSERT outbox ~ INSERT ~ outbox",
                "INSERT INTO a SELECT x FROM b ~ INSERT a SELECT b ~ INSERT ~ -",
                "UPDATE stock SET n = n - 1 WHERE id = ? ~ UPDATE stock ~ UPDATE ~ stock",
                "DELETE FROM cart WHERE u = 1 ~ DELETE cart ~ DELETE ~ cart",
                "SELECT * FROM songs, artists a, x.y ~ SELECT songs artists x.y ~ SELECT ~ -",
                "SELECT * FROM a JOIN b ON a.i = b.i LEFT JOIN c USING (i) ~ SELECT a b c ~ SELECT ~ -",
                "SELECT * FROM a TABLESAMPLE 5, 'x', 6, b WHERE i IN (1, 'y'), c ~ SELECT a b ~ SELECT ~ -",
                "SELECT * FROM (SELECT id FROM inner1) s WHERE x IN (SELECT 1 FROM t2) ~ SELECT SELECT inner1 SELECT t2 ~ SELECT ~ -",
                "SELECT EXTRACT(year FROM ts), b FROM t ~ SELECT t ~ SELECT ~ t",
                "SELECT a FROM t WHERE a IS DISTINCT FROM b ~ SELECT t ~ SELECT ~ t",
                "SELECT * FROM t FOR UPDATE SKIP LOCKED ~ SELECT t ~ SELECT ~ t",
                "INSERT INTO t VALUES (1) ON CONFLICT DO UPDATE SET a = 1 ~ INSERT t ~ INSERT ~ t",
                "WITH d AS (DELETE FROM q RETURNING *) INSERT INTO z SELECT * FROM d ~ DELETE q INSERT z SELECT d ~ INSERT ~ -",
                "SELECT * FROM \"order items\" ~ SELECT \"order items\" ~ SELECT ~ \"order items\"",
                "SELECT * FROM [dbo].[Orders] ~ SELECT dbo.Orders ~ SELECT ~ dbo.Orders",
                "CREATE TABLE IF NOT EXISTS t (a int) ~ CREATE TABLE t ~ CREATE TABLE ~ t",
                "DROP INDEX idx ~ DROP INDEX idx ~ DROP INDEX ~ idx",
                "TRUNCATE TABLE t ~ TRUNCATE t ~ TRUNCATE ~ t",
                "{call proc(?, ?)} ~ CALL proc ~ CALL ~ proc",
                "MERGE INTO t USING s ON (1=1) WHEN MATCHED THEN UPDATE SET a=1 ~ MERGE t ~ MERGE ~ t",
                "COMMIT ~ COMMIT ~ COMMIT ~ -",
                "/* hint */ SELECT 1 ~ SELECT ~ SELECT ~ -",
                "UPDATE a SET x=1; DELETE FROM b ~ UPDATE a DELETE b ~ UPDATE ~ -",
                "SELECT nextval('seq') ~ SELECT ~ SELECT ~ -",
            })
    void summarizes(String sql, String summary, String operation, String collection) {
        SqlText text = scan(sql);
        assertThat(text.summary()).isEqualTo(summary);
        assertThat(text.operation()).isEqualTo(operation);
        assertThat(text.collection()).isEqualTo(collection);
    }

    @Test
    void readsOnlyAsMuchAsItMay() {
        SqlText text = SqlScanner.scan("SELECT 'a' FROM t WHERE x = 'cut here'", SqlDialect.STANDARD, 32);
        assertThat(text.sanitized()).isEqualTo("SELECT ? FROM t WHERE x = ?");
        StringBuilder many = new StringBuilder("SELECT * FROM t0");
        for (int i = 1; i < 300; i++) {
            many.append(", table_").append(i);
        }
        assertThat(SqlScanner.scan(many.toString(), SqlDialect.STANDARD, 100_000)
                        .summary()
                        .length())
                .isBetween(200, 255);
    }

    @Test
    void theCacheIsBoundedAndGivesTheSame() {
        SqlCache cache = new SqlCache(SqlDialect.STANDARD, 2048);
        SqlText first = cache.get("SELECT * FROM orders");
        for (int i = 0; i < 10_000; i++) {
            cache.get("SELECT * FROM t" + i);
            if (i % 100 == 0) {
                assertThat(cache.get("SELECT * FROM orders")).isSameAs(first);
            }
        }
        assertThat(cache.size()).isLessThanOrEqualTo(1_001);
    }
}

package io.obsagent.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.DbTarget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            nullValues = "-",
            value = {
                // URL, system, namespace, host, port
                "jdbc:postgresql://db.example:6432/shop?user=u&password=secret postgresql shop db.example 6432",
                "jdbc:postgresql://db.example/shop postgresql shop db.example 5432",
                "jdbc:postgresql://one:1,two:2/shop postgresql shop one 1",
                "jdbc:postgresql://[::1]:5433/shop postgresql shop ::1 5433",
                "jdbc:postgresql://[::1]/shop postgresql shop ::1 5432",
                "jdbc:postgresql:///shop postgresql shop localhost 5432",
                "jdbc:postgresql:shop postgresql shop localhost 5432",
                "jdbc:postgresql://db.example/ postgresql - db.example 5432",
                "jdbc:postgresql://db.example/?options=//x postgresql - db.example 5432",
                "jdbc:pgsql://db.example/shop postgresql shop db.example 5432",
                "jdbc:mysql://root:p@ss@db.example:3307/shop?useSSL=false mysql shop db.example 3307",
                "jdbc:mysql:replication://one,two/shop mysql shop one 3306",
                "jdbc:mysql://address=(host=db.example)(port=3308)/shop mysql shop db.example 3308",
                "jdbc:mysql://(host=db.example,port=3308,user=u)/shop mysql shop db.example 3308",
                "jdbc:mariadb:sequential://one:3307,two/shop mariadb shop one 3307",
                "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1 h2database test - -1",
                "jdbc:h2:~/data/test h2database ~/data/test - -1",
                "jdbc:h2:file:C:/data/test h2database C:/data/test - -1",
                "jdbc:h2:C:/data/test h2database C:/data/test - -1",
                "jdbc:h2:tcp://db.example:9093/~/test;USER=sa;PASSWORD=secret h2database ~/test db.example 9093",
                "jdbc:h2:tcp://db.example/mem:test h2database test db.example 9092",
                "jdbc:hsqldb:mem:test hsqldb test - -1",
                "jdbc:hsqldb:hsql://db.example/test hsqldb test db.example 9001",
                "jdbc:derby:memory:test;create=true derby test - -1",
                "jdbc:derby:test;user=u;password=secret derby test - -1",
                "jdbc:derby://db.example:1528/test;create=true derby test db.example 1528",
                "jdbc:sqlite:/data/test.db sqlite /data/test.db - -1",
                "jdbc:sqlite::memory: sqlite :memory: - -1",
                "jdbc:sqlserver://db.example:1434;databaseName=shop;password=secret microsoft.sql_server shop db.example 1434",
                "jdbc:sqlserver://db.example\\main;database=shop microsoft.sql_server main|shop db.example 1433",
                "jdbc:sqlserver://db.example;instanceName=main;DatabaseName=shop microsoft.sql_server main|shop db.example 1433",
                "jdbc:jtds:sqlserver://db.example:1434/shop;instance=main microsoft.sql_server main|shop db.example 1434",
                "jdbc:oracle:thin:@//db.example:1522/shop.example oracle.db shop.example db.example 1522",
                "jdbc:oracle:thin:scott/tiger@db.example:1522:SHOP oracle.db SHOP db.example 1522",
                "jdbc:oracle:thin:@db.example/shop oracle.db shop db.example 1521",
                "jdbc:oracle:thin:@tcps://db.example:2484/shop?x=y oracle.db shop db.example 2484",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db.example)(PORT=1523))(CONNECT_DATA=(SERVICE_NAME=shop)))"
                        + " oracle.db shop db.example 1523",
                "jdbc:oracle:thin:@SHOP oracle.db - - -1",
                "jdbc:db2://db.example:50001/SHOP:user=u;password=secret; ibm.db2 SHOP db.example 50001",
                "jdbc:redshift://db.example/shop aws.redshift shop db.example 5439",
                "jdbc:clickhouse:http://db.example:8124/shop clickhouse shop db.example 8124",
                "jdbc:p6spy:mysql://db.example/shop mysql shop db.example 3306",
                "jdbc:aws-wrapper:postgresql://db.example/shop postgresql shop db.example 5432",
                "jdbc:acme://db.example:77/shop other_sql shop db.example 77",
                "jdbc:acme:secret other_sql - - -1",
                "jdbc:acme other_sql - - -1",
                "nonsense other_sql - - -1",
            })
    void readsUrl(String url, String system, String namespace, String host, int port) {
        DbTarget database = JdbcUrl.parse(url);

        assertThat(database.system()).isEqualTo(system);
        assertThat(database.namespace()).isEqualTo(namespace);
        assertThat(database.host()).isEqualTo(host);
        assertThat(database.port()).isEqualTo(port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:",
                "jdbc::",
                "jdbc:oracle:",
                "jdbc:oracle:thin:@",
                "jdbc:oracle:thin:@:",
                "jdbc:oracle:thin:@//",
                "jdbc:sqlserver://",
                "jdbc:sqlserver://;",
                "jdbc:sqlserver:;",
                "jdbc:mysql://",
                "jdbc:mysql://(",
                "jdbc:postgresql://:x/",
                "jdbc:postgresql://[",
                "jdbc:postgresql://]:",
                "jdbc:h2:",
                "jdbc:tc:",
                "jdbc:sqlite:"
            })
    void survivesBrokenUrls(String url) {
        assertThat(JdbcUrl.parse(url)).isNotNull();
    }
}

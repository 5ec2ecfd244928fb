package io.obsagent.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Call;
import io.obsagent.api.DbRequest;
import io.obsagent.api.Telemetry;
import io.obsagent.api.TelemetryHolder;
import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drivers whose statements do not tell their connection, and resources that are no database's. */
class OddDriverTest {

    private final Telemetry before = Telemetry.get();
    private final List<DbRequest> queries = new ArrayList<>();

    @BeforeEach
    void record() {
        TelemetryHolder.set((Telemetry) Proxy.newProxyInstance(
                Telemetry.class.getClassLoader(), new Class<?>[] {Telemetry.class}, (proxy, method, args) -> {
                    queries.add((DbRequest) args[0]);
                    return null;
                }));
    }

    @AfterEach
    void restore() {
        TelemetryHolder.set(before);
    }

    static List<Throwable> answers() {
        return List.of(new SQLException("closed"), new UnsupportedOperationException(), new AbstractMethodError());
    }

    @ParameterizedTest
    @MethodSource("answers")
    void theCallIsRecordedWithoutItsDatabaseAndText(Throwable answer) throws Throwable {
        Statement statement = thatThrows(Statement.class, answer);

        new ExecuteHook().before(new Call(statement, new Object[] {"select 1"}) {});
        assertThat(queries).singleElement().satisfies(query -> {
            assertThat(query.target().system()).isEqualTo("other_sql");
            assertThat(query.statement()).isNull(); // whether "a" is a name there nobody knows
        });
    }

    @ParameterizedTest
    @MethodSource("answers")
    void metaDataWithoutConnectionAreRecordedWithoutTheirDatabase(Throwable answer) throws Throwable {
        new MetaDataHook().before(new Call(thatThrows(DatabaseMetaData.class, answer), new Object[0]) {});
        assertThat(queries).singleElement().satisfies(query -> {
            assertThat(query.target().system()).isEqualTo("other_sql");
            assertThat(query.operation()).isEqualTo("METADATA");
        });
    }

    /** Message brokers take part in XA transactions, too. */
    @Test
    void aBranchOfSomethingElseThanADatabaseIsNotRecorded() throws Throwable {
        XAResource broker = thatThrows(XAResource.class, new AssertionError());

        new PrepareBranchHook().before(new Call(broker, new Object[1]) {});
        new CommitHook().before(new Call(broker, new Object[2]) {});
        new RollbackHook().before(new Call(broker, new Object[1]) {});
        assertThat(queries).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static <T> T thatThrows(Class<T> type, Throwable answer) {
        return (T) Proxy.newProxyInstance(
                OddDriverTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
                    throw answer;
                });
    }
}

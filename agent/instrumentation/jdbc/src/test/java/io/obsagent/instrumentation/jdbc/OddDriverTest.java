package io.obsagent.instrumentation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.obsagent.api.Call;
import io.obsagent.api.DbRequest;
import io.obsagent.api.Telemetry;
import io.obsagent.api.TelemetryHolder;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drivers whose statements do not tell their connection. */
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
    void theCallIsRecordedWithoutItsDatabase(Throwable answer) throws Throwable {
        Statement statement = (Statement) Proxy.newProxyInstance(
                Statement.class.getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, args) -> {
                    throw answer;
                });

        new ExecuteHook().before(new Call(statement, new Object[] {"select 1"}) {});
        assertThat(queries).singleElement().satisfies(query -> {
            assertThat(query.system()).isEqualTo("other_sql");
            assertThat(query.statement()).isEqualTo("select 1");
        });
    }
}

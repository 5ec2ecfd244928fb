package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** The rows that are read from the results of {@code executeQuery}, of every class that implements {@code ResultSet}. */
public final class JdbcRowsInstrumentation implements Instrumentation {

    private static final String NEXT_ROW = "jdbc-rows";

    @Override
    public String name() {
        return "jdbc-rows";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.shared();
        weaving.onlyWhenAskedFor();
        weaving.subtypesOf("java.sql.ResultSet")
                .except(JdbcInstrumentation.HIKARI_PROXIES)
                .methods("next()") // of an updatable result calls that of another in some drivers
                .outermost(NEXT_ROW)
                .with(NextRowHook.class)
                .methods("close()")
                .with(CloseResultHook.class);
        // SQLite's methods are inherited from classes that do not implement the interface
        weaving.types("org.sqlite.jdbc3.JDBC3ResultSet")
                .methods("next()")
                .outermost(NEXT_ROW)
                .with(NextRowHook.class);
        weaving.types("org.sqlite.core.CoreResultSet").methods("close()").with(CloseResultHook.class);
    }
}

package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** The rows that are read from the results of {@code executeQuery}, of every class that implements {@code ResultSet}. */
public final class JdbcRowsInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "jdbc-rows";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.shared();
        weaving.onlyWhenAskedFor();
        weaving.subtypesOf("java.sql.ResultSet")
                .methods("next()")
                .with(NextRowHook.class)
                .methods("close()")
                .with(CloseResultHook.class);
        // SQLite's methods are inherited from classes that do not implement the interface
        weaving.types("org.sqlite.jdbc3.JDBC3ResultSet").methods("next()").with(NextRowHook.class);
        weaving.types("org.sqlite.core.CoreResultSet").methods("close()").with(CloseResultHook.class);
    }
}

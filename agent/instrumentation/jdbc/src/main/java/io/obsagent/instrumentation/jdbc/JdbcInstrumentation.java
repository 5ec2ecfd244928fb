package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/**
 * Statements, batches, commit and rollback, branches of XA transactions, and questions about meta data, of every class that
 * implements the interfaces of {@code java.sql} and {@code javax.sql}.
 */
public final class JdbcInstrumentation implements Instrumentation {

    static final String NAME = "jdbc";

    /** Calls that reach a database. Pool proxies call drivers, drivers call themselves. */
    private static final String DATABASE_CALL = "jdbc";

    private static final String BATCH_CALL = "jdbc-batch";
    private static final String CLOSE_CALL = "jdbc-close";

    /** They are in most services, and only hand on to the driver, where everything can be seen as well. */
    static final String[] HIKARI_PROXIES = {"com.zaxxer.hikari.pool.", "com.zaxxer.hikari.proxy."};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void weave(Weaving weaving) {
        // a pool's proxy and the driver behind it may come from different class loaders
        weaving.shared();
        weaveConnections(weaving.subtypesOf("java.sql.Connection").except(HIKARI_PROXIES));
        weaveStatements(weaving.subtypesOf("java.sql.Statement").except(HIKARI_PROXIES));
        weaveMetaData(weaving.subtypesOf("java.sql.DatabaseMetaData").except(HIKARI_PROXIES));
        weaveXa(weaving);
        // SQLite's methods are inherited from classes that do not implement the interfaces
        weaveConnections(weaving.types("org.sqlite.jdbc3.JDBC3Connection"));
        weaveStatements(weaving.types("org.sqlite.jdbc3.JDBC3Statement", "org.sqlite.jdbc3.JDBC3PreparedStatement"));
        weaveMetaData(weaving.types("org.sqlite.jdbc3.JDBC3DatabaseMetaData"));
        weaving.subtypesOf("java.sql.Driver")
                .methods("connect(java.lang.String, java.util.Properties)")
                .outermost(DATABASE_CALL)
                .with(UnrecordedHook.class);
    }

    private static void weaveConnections(Weaving.TypeRule connections) {
        connections
                // what a driver asks for to prepare a call is no statement of the application's
                .methods("prepareStatement(java.lang.String, ..)", "prepareCall(java.lang.String, ..)")
                .outermost(DATABASE_CALL)
                .with(PrepareHook.class)
                .methods("commit()")
                .outermost(DATABASE_CALL)
                .with(CommitHook.class)
                .methods("rollback()", "rollback(java.sql.Savepoint)")
                .outermost(DATABASE_CALL)
                .with(RollbackHook.class)
                // drivers have them in classes of their own, one for each version of JDBC
                .methods(
                        "isValid(int)",
                        "setAutoCommit(boolean)",
                        "setTransactionIsolation(int)",
                        "getTransactionIsolation()",
                        "setSavepoint",
                        "releaseSavepoint(java.sql.Savepoint)")
                .outermost(DATABASE_CALL)
                .with(UnrecordedHook.class)
                .methods(
                        "setReadOnly(boolean)",
                        "setCatalog(java.lang.String)",
                        "getCatalog()",
                        "setSchema(java.lang.String)",
                        "getSchema()")
                .outermost(DATABASE_CALL)
                .alongOthers()
                .with(UnrecordedHook.class)
                .methods("close()")
                .outermost(CLOSE_CALL)
                .alongOthers()
                .with(CloseConnectionHook.class);
    }

    private static void weaveMetaData(Weaving.TypeRule metaData) {
        // names such as getAttributes are common: with their parameters they are not
        metaData.methods(
                        "getAttributes(java.lang.String, ..)",
                        "getBestRowIdentifier(java.lang.String, ..)",
                        "getCatalogs()",
                        "getColumnPrivileges(java.lang.String, ..)",
                        "getColumns(java.lang.String, ..)",
                        "getCrossReference(java.lang.String, ..)",
                        "getExportedKeys(java.lang.String, ..)",
                        "getFunctionColumns(java.lang.String, ..)",
                        "getFunctions(java.lang.String, ..)",
                        "getImportedKeys(java.lang.String, ..)",
                        "getIndexInfo(java.lang.String, ..)",
                        "getPrimaryKeys(java.lang.String, ..)",
                        "getProcedureColumns(java.lang.String, ..)",
                        "getProcedures(java.lang.String, ..)",
                        "getPseudoColumns(java.lang.String, ..)",
                        "getSchemas()",
                        "getSchemas(java.lang.String, ..)",
                        "getSuperTables(java.lang.String, ..)",
                        "getSuperTypes(java.lang.String, ..)",
                        "getTablePrivileges(java.lang.String, ..)",
                        "getTables(java.lang.String, ..)",
                        "getUDTs(java.lang.String, ..)",
                        "getVersionColumns(java.lang.String, ..)")
                .outermost(DATABASE_CALL)
                .with(MetaDataHook.class)
                // some drivers know, some ask
                .methods("getClientInfoProperties", "getSQLKeywords", "getTableTypes", "getTypeInfo", "getUserName")
                .outermost(DATABASE_CALL)
                .alongOthers()
                .with(UnrecordedHook.class);
    }

    private static void weaveXa(Weaving weaving) {
        // what a driver asks when it connects
        weaving.subtypesOf("javax.sql.XADataSource")
                .methods("getXAConnection")
                .outermost(DATABASE_CALL)
                .with(UnrecordedHook.class);
        weaving.subtypesOf("javax.sql.PooledConnection")
                .methods("getConnection()")
                .outermost(DATABASE_CALL) // some drivers roll back what the last user has left
                .with(XaConnectionHook.class);
        weaving.subtypesOf("javax.sql.XAConnection").methods("getXAResource()").with(XaResourceHook.class);
        weaving.subtypesOf("javax.transaction.xa.XAResource")
                .methods("prepare(javax.transaction.xa.Xid)")
                .outermost(DATABASE_CALL)
                .with(PrepareBranchHook.class)
                .methods("commit(javax.transaction.xa.Xid, boolean)")
                .outermost(DATABASE_CALL)
                .with(CommitHook.class)
                .methods("rollback(javax.transaction.xa.Xid)")
                .outermost(DATABASE_CALL)
                .with(RollbackHook.class)
                .methods(
                        "start(javax.transaction.xa.Xid, int)",
                        "end(javax.transaction.xa.Xid, int)",
                        "forget(javax.transaction.xa.Xid)",
                        "recover(int)")
                .outermost(DATABASE_CALL)
                .with(UnrecordedBranchHook.class);
    }

    private static void weaveStatements(Weaving.TypeRule statements) {
        statements
                // drivers have methods of these names for their own use
                .methods(
                        "execute()",
                        "execute(java.lang.String, ..)",
                        "executeQuery()",
                        "executeQuery(java.lang.String)",
                        "executeUpdate()",
                        "executeUpdate(java.lang.String, ..)",
                        "executeLargeUpdate()",
                        "executeLargeUpdate(java.lang.String, ..)")
                .outermost(DATABASE_CALL)
                .with(ExecuteHook.class)
                .methods("executeBatch()", "executeLargeBatch()")
                .outermost(DATABASE_CALL)
                .staysOn()
                .with(ExecuteBatchHook.class)
                .methods("addBatch()", "addBatch(java.lang.String)")
                .outermost(BATCH_CALL)
                .with(AddBatchHook.class)
                .methods("clearBatch()")
                .staysOn()
                .with(ClearBatchHook.class)
                .methods("getGeneratedKeys()", "getParameterMetaData()")
                .outermost(DATABASE_CALL)
                .with(UnrecordedHook.class)
                .methods("getMetaData()")
                .outermost(DATABASE_CALL)
                .alongOthers()
                .with(UnrecordedHook.class)
                .methods("unwrap(java.lang.Class)")
                .with(UnwrapHook.class)
                .methods("close()")
                .outermost(CLOSE_CALL)
                .alongOthers()
                .with(CloseStatementHook.class);
    }
}

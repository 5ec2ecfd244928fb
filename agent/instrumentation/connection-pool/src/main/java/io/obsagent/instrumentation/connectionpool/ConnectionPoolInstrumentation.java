package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.Hook;
import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/**
 * The pools, from their construction on, and the connections that they lend. Their state is read when metrics are scraped
 * and costs an application nothing.
 */
public final class ConnectionPoolInstrumentation implements Instrumentation {

    private static final String GROUP = "connection-pool";

    @Override
    public String name() {
        return "connection-pool";
    }

    @Override
    public void weave(Weaving weaving) {
        pool(weaving, "com.zaxxer.hikari.HikariDataSource", HikariHook.class);
        pool(weaving, "org.apache.commons.dbcp.BasicDataSource", Dbcp1Hook.class);
        pool(weaving, "org.apache.commons.dbcp2.BasicDataSource", Dbcp2Hook.class);
        pool(weaving, "org.apache.tomcat.jdbc.pool.ConnectionPool", TomcatHook.class);
        pool(weaving, "org.vibur.dbcp.ViburDBCPDataSource", ViburHook.class);
        pool(weaving, "com.alibaba.druid.pool.DruidDataSource", DruidHook.class);
        pool(weaving, "io.agroal.pool.DataSource", AgroalHook.class);
        // made, it would start when it is asked for its state
        lending(weaving.types("com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource"), C3p0Hook.class);

        weaving.types(
                        "com.zaxxer.hikari.pool.ProxyConnection",
                        "com.zaxxer.hikari.proxy.ConnectionProxy",
                        "org.apache.commons.dbcp.PoolingDataSource$PoolGuardConnectionWrapper",
                        "org.apache.commons.dbcp2.PoolingDataSource$PoolGuardConnectionWrapper",
                        "com.mchange.v2.c3p0.impl.AbstractNewProxyConnection",
                        "com.mchange.v2.c3p0.impl.NewProxyConnection",
                        "com.alibaba.druid.pool.DruidPooledConnection",
                        "io.agroal.pool.wrapper.ConnectionWrapper")
                .methods("close()")
                .with(CloseHook.class);
        weaving.types("org.vibur.dbcp.proxy.ConnectionInvocationHandler")
                .methods("processClose()")
                .with(CloseHook.class);
        weaving.types("org.apache.tomcat.jdbc.pool.ConnectionPool")
                .methods("setupConnection(org.apache.tomcat.jdbc.pool.PooledConnection)")
                .with(TomcatSetupHook.class)
                .methods("returnConnection(org.apache.tomcat.jdbc.pool.PooledConnection)")
                .with(TomcatReturnHook.class);
    }

    private static void pool(Weaving weaving, String name, Class<? extends Hook> hook) {
        Weaving.TypeRule pool = weaving.types(name);
        pool.methods("<init>").staysOn().with(hook);
        lending(pool, hook);
    }

    private static void lending(Weaving.TypeRule pool, Class<? extends Hook> hook) {
        pool.methods("getConnection").outermost(GROUP).with(hook);
    }
}

package io.obsagent.instrumentation.connectionpool;

import io.obsagent.api.Hook;
import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/** The pools, from their construction on: what an application does with them costs nothing. */
public final class ConnectionPoolInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "connection-pool";
    }

    @Override
    public void weave(Weaving weaving) {
        constructed(weaving, "com.zaxxer.hikari.HikariDataSource", HikariHook.class);
        constructed(weaving, "org.apache.commons.dbcp.BasicDataSource", Dbcp1Hook.class);
        constructed(weaving, "org.apache.commons.dbcp2.BasicDataSource", Dbcp2Hook.class);
        constructed(weaving, "org.apache.tomcat.jdbc.pool.DataSourceProxy", TomcatHook.class);
        constructed(weaving, "org.vibur.dbcp.ViburDBCPDataSource", ViburHook.class);
        constructed(weaving, "com.alibaba.druid.pool.DruidDataSource", DruidHook.class);
        constructed(weaving, "io.agroal.pool.DataSource", AgroalHook.class);
        weaving.types("com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource")
                .methods("getConnection()")
                .staysOn()
                .with(C3p0Hook.class);
    }

    private static void constructed(Weaving weaving, String pool, Class<? extends Hook> hook) {
        weaving.types(pool).methods("<init>").staysOn().with(hook);
    }
}

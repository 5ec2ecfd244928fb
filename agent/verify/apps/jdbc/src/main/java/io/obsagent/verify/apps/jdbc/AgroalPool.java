package io.obsagent.verify.apps.jdbc;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import java.util.Properties;
import javax.sql.DataSource;

/** Agroal, which is no bean. */
final class AgroalPool {

    private AgroalPool() {}

    static DataSource open(Properties settings) throws Exception {
        return AgroalDataSource.from(new AgroalPropertiesReader().readProperties(settings));
    }
}

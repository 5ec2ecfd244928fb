package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/**
 * Questions about tables, columns, keys and so on, of {@code DatabaseMetaData}: one call, whatever and however many
 * statements a driver makes of it.
 */
public final class MetaDataHook implements Hook {

    @Override
    public void before(Call call) {
        DatabaseCall.beginOperation(call, "METADATA");
    }

    @Override
    public void after(Call call) {
        DatabaseCall.end(call);
    }
}

package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import javax.transaction.xa.XAResource;

/** {@code XAResource.start}, {@code end} and so on: as {@link UnrecordedHook}, where the resource is a database's. */
public final class UnrecordedBranchHook implements Hook {

    @Override
    public void before(Call call) {
        if (XaDatabase.of(call.<XAResource>self()) == null) {
            call.standAside();
        }
    }
}

package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Hook;

/**
 * {@code Driver.connect} and {@code Connection.isValid}: what drivers send of their own accord to set a session up or to
 * see whether it is alive is no statement of the application's. Being the outermost call keeps it out.
 */
public final class UnrecordedHook implements Hook {}

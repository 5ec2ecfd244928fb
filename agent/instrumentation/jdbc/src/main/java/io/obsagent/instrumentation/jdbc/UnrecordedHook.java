package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Hook;

/**
 * {@code Driver.connect}, {@code Connection.isValid} and {@code setAutoCommit}: what drivers send of their own accord to
 * set a session up, to see whether it is alive, or to commit what has been committed already, is no statement of the
 * application's. Being the outermost call keeps it out.
 */
public final class UnrecordedHook implements Hook {}

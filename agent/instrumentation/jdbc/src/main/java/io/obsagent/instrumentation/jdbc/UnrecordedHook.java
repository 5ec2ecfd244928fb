package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.Hook;

/**
 * What drivers send of their own accord is no statement of the application's: in {@code Driver.connect} to set a session
 * up, in {@code Connection.isValid} to see whether it is alive, in {@code setAutoCommit} to commit what has been committed
 * already, in {@code getGeneratedKeys} to ask for them, in {@code XAResource.start} to begin a branch, and so on. Being the
 * outermost call keeps it out.
 */
public final class UnrecordedHook implements Hook {}

package io.obsagent.instrumentation.jdbc;

import io.obsagent.api.State;
import java.sql.Statement;

/** What is remembered about a statement object between the calls on it. */
final class Statements {

    /** The text that a prepared statement was made from: the String the application gave, so that caches hit. */
    static final State<Statement, String> PREPARED = new State<Statement, String>();

    /** The calls that a statement has collected to send at once. */
    static final State<Statement, Batch> BATCHES = new State<Statement, Batch>();

    private Statements() {}
}

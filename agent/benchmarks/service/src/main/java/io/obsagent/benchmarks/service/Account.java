package io.obsagent.benchmarks.service;

/** A row of the table {@code account}. */
record Account(long id, String owner, long balance) {}

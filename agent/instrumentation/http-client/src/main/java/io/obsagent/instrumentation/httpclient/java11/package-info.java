/**
 * The client of Java 11 and later. It copies the application's request, which is immutable, into a request of its own for
 * each round on the wire; the copies are tied to the operation, and their headers are completed where the client reads
 * them for writing. What the application holds and gets back stays its own.
 */
package io.obsagent.instrumentation.httpclient.java11;

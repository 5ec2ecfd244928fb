/**
 * The JDK's own HTTP server. The hooks see the public types of {@code com.sun.net.httpserver} only; objects of the
 * implementation behind them are keys and nothing else.
 */
package io.obsagent.instrumentation.httpserver;

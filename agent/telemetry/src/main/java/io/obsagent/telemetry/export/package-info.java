/**
 * Brings ended spans to the collector: a bounded queue, two threads and a {@code Sender} behind them; files while
 * the collector is away. Only {@code GrpcSender} and what it uses know OpenTelemetry; {@code Spool} and what it uses know the
 * disk, and they are loaded when something has to wait.
 */
package io.obsagent.telemetry.export;

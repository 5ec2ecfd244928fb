/**
 * Log lines become JSON: what a layout has made of an event is replaced where it is about to be written to a console or
 * file. Of an event the hooks only make a view ({@code *Entry}); what a line looks like is the telemetry's business.
 */
package io.obsagent.instrumentation.logging.line;

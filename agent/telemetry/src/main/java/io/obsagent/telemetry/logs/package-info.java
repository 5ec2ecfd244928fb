/** What becomes of the application's log events: lines of JSON. */
package io.obsagent.telemetry.logs;

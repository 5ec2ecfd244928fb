/** Takes literals out of SQL texts and sums them up in a few words. */
package io.obsagent.telemetry.sql;

/**
 * Stands for classes of the JDK in the agent's copy of OkHttp, so that its connections lead straight to the collector; the
 * assembly renames the references. The originals would ask the application's {@code ProxySelector} about each.
 */
package io.obsagent.dist.direct;

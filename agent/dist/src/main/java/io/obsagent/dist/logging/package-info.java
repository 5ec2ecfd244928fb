/**
 * Stands for {@code java.util.logging} in the agent's libraries; the assembly renames their references.
 *
 * <p>Application servers install a LogManager of their own and fail when java.util.logging has started before; besides,
 * nothing that the agent's libraries have to say belongs into the application's log. They are heard at log level debug.
 */
package io.obsagent.dist.logging;

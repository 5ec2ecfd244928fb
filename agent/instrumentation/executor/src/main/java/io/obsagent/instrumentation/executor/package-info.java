/**
 * Work handed to another thread stays in its trace.
 *
 * <p>What is current is captured where a task is submitted, and made current where it runs. The application's tasks are
 * neither wrapped nor replaced: their identity, the contents of queues, {@code remove}, rejection handlers and priority
 * queues see exactly the objects that were submitted. The capture is kept beside the task, by identity.
 */
package io.obsagent.instrumentation.executor;

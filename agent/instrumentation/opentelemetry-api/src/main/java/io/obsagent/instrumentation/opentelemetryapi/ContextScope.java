package io.obsagent.instrumentation.opentelemetryapi;

import io.opentelemetry.context.Scope;

/** Ends the library's scope and the agent's. */
final class ContextScope implements Scope {

    private final Scope library;
    private final io.obsagent.api.Scope agent;
    private final long thread = Thread.currentThread().getId();

    ContextScope(Scope library, io.obsagent.api.Scope agent) {
        this.library = library;
        this.agent = agent;
    }

    @Override
    public void close() {
        try {
            // what another thread closes by mistake must not change what is current there
            if (Thread.currentThread().getId() == thread) {
                agent.close();
            }
        } finally {
            library.close();
        }
    }
}

package io.obsagent.verify.apps.web;

import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.spi.DeferredProcessingAware;

/** Lets a thread of its own write events of Logback-access. */
public final class DeferredAccess extends AsyncAppenderBase<DeferredProcessingAware> {

    @Override
    protected void preprocess(DeferredProcessingAware event) {
        event.prepareForDeferredProcessing();
    }
}

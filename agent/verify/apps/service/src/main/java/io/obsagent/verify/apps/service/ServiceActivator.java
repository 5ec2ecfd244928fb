package io.obsagent.verify.apps.service;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** The service as an OSGi bundle. */
public final class ServiceActivator implements BundleActivator {

    private Service service;

    @Override
    public void start(BundleContext context) throws Exception {
        service = new Service();
    }

    @Override
    public void stop(BundleContext context) {
        service.close();
    }
}

package io.obsagent.config;

/** Resource attributes that have keys of their own. */
final class ServiceAttributes {

    private ServiceAttributes() {}

    /** The key for a resource attribute, or null. */
    static Key<String> key(String attribute) {
        switch (attribute) {
            case "service.name":
                return Keys.SERVICE_NAME;
            case "service.namespace":
                return Keys.SERVICE_NAMESPACE;
            case "service.version":
                return Keys.SERVICE_VERSION;
            case "service.instance.id":
                return Keys.SERVICE_INSTANCE_ID;
            default:
                return null;
        }
    }
}

package io.obsagent.dist.direct;

import java.io.IOException;
import java.net.Proxy;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** As {@link java.net.ProxySelector}, but the application sets no default. */
public abstract class ProxySelector {

    /** Null: OkHttp then connects without a proxy. */
    public static ProxySelector getDefault() {
        return null;
    }

    public abstract List<Proxy> select(URI uri);

    public abstract void connectFailed(URI uri, SocketAddress address, IOException failure);
}

package io.obsagent.dist.direct;

import java.net.Proxy;
import java.net.Socket;

/** As {@link javax.net.SocketFactory}, whose sockets look for a SOCKS proxy when they connect. */
public final class SocketFactory {

    private static final SocketFactory DIRECT = new SocketFactory();

    private SocketFactory() {}

    public static SocketFactory getDefault() {
        return DIRECT;
    }

    public Socket createSocket() {
        return new Socket(Proxy.NO_PROXY);
    }
}

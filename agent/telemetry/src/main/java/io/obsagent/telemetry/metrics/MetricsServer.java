package io.obsagent.telemetry.metrics;

import io.obsagent.api.AgentLog;
import io.obsagent.api.AgentThread;
import io.obsagent.config.AgentConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Serves /metrics over HTTP/1.1, a few requests at a time. On a plain socket: the JDK's own HTTP server is missing in
 * some runtime images and would initialise java.util.logging before the application could choose its implementation.
 */
public final class MetricsServer {

    private static final int PORTS_TRIED = 10;
    private static final int BACKLOG = 16;
    private static final int MAX_CONNECTIONS = 8;
    private static final long MAX_CONNECTION_MILLIS = 10_000;
    private static final int LOOK_MILLIS = 1_000;

    private final ServerSocket socket;
    private final Access access;
    /** Null without. */
    private final ServerTls tls;

    private final MetricRegistry metrics;
    private final ArrayDeque<MetricsConnection> open = new ArrayDeque<MetricsConnection>();

    /** Held while /doctor is made: whoever asks again and again costs one processor, and no scrape waits for it. */
    private final ReentrantLock examining = new ReentrantLock();

    private volatile DoctorPage doctor;

    private MetricsServer(ServerSocket socket, Access access, ServerTls tls, MetricRegistry metrics) {
        this.socket = socket;
        this.access = access;
        this.tls = tls;
        this.metrics = metrics;
    }

    /**
     * Opens the port, or one of the next ones when it is taken, and serves it on a thread of its own.
     *
     * @return null when no port could be had, or what is to protect it cannot be used, which has been logged
     */
    public static MetricsServer start(AgentConfig.Server config, MetricRegistry metrics) {
        ServerTls tls;
        try {
            tls = protection(config);
        } catch (IOException problem) {
            AgentLog.warn(32, "/metrics is not served: " + problem.getMessage());
            return null;
        }
        ServerSocket socket = open(config.host, config.port);
        if (socket == null) {
            return null;
        }
        Access access = new Access(config, socket.getInetAddress().isLoopbackAddress());
        final MetricsServer server = new MetricsServer(socket, access, tls, metrics);
        new AgentThread("metrics", new Runnable() {
                    @Override
                    public void run() {
                        server.accept();
                    }
                })
                .start();
        return server;
    }

    /**
     * Makes TLS, where it is wanted.
     *
     * @return null where it is not
     * @throws IOException when the configuration's protection cannot be used, with a message for a person
     */
    private static ServerTls protection(AgentConfig.Server config) throws IOException {
        if (config.unprotected != null) {
            throw new IOException(config.unprotected);
        }
        return config.certificateFile == null ? null : new ServerTls(config.certificateFile, config.keyFile);
    }

    /** Why a server with this configuration would not be started, whatever its port; null when nothing speaks against it. */
    public static String problem(AgentConfig.Server config) {
        try {
            protection(config);
            return null;
        } catch (IOException problem) {
            return problem.getMessage();
        }
    }

    /** Serves that page at /doctor from now on, to those who have logged in, or else to this machine alone. */
    public void serve(DoctorPage page) {
        doctor = page;
    }

    /** The port. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Closes the port and the connections to it. */
    public void close() {
        try {
            socket.close();
        } catch (IOException closed) {
            // it is closed then
        }
        synchronized (open) {
            for (MetricsConnection each : open) {
                each.close();
            }
        }
    }

    private static ServerSocket open(String host, int port) {
        IOException problem = null;
        int last = port == 0 ? 0 : Math.min(port + PORTS_TRIED - 1, 65535);
        for (int candidate = port; candidate <= last; candidate++) {
            try {
                ServerSocket socket = bind(host, candidate);
                if (candidate != port) {
                    AgentLog.warn(30, "port " + port + " is taken, /metrics is on port " + candidate);
                }
                return socket;
            } catch (BindException taken) {
                problem = taken;
            } catch (IOException other) {
                problem = other;
                break;
            }
        }
        AgentLog.warn(
                31,
                "/metrics is not served: cannot listen on " + host + ':' + port + " (" + problem.getMessage() + ")");
        return null;
    }

    private static ServerSocket bind(String host, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                socket.setSoTimeout(closeOverdue() ? LOOK_MILLIS : 0);
                serve(socket.accept());
            } catch (SocketTimeoutException nobodyCame) {
                // time to look at the connections
            } catch (IOException e) {
                pauseUnlessClosed();
            } catch (Throwable unexpected) {
                AgentLog.debug("cannot serve /metrics", unexpected);
            }
        }
    }

    /** A socket that cannot accept (no file descriptors left) must not make this thread spin. */
    private void pauseUnlessClosed() {
        if (!socket.isClosed()) {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                close();
            }
        }
    }

    private void serve(Socket client) throws IOException {
        final MetricsConnection connection = new MetricsConnection(client, tls, access, metrics, doctor, examining);
        if (!admit(connection)) {
            client.close();
            return;
        }
        new AgentThread("metrics-request", new Runnable() {
                    @Override
                    public void run() {
                        try {
                            connection.serve();
                        } finally {
                            forget(connection);
                        }
                    }
                })
                .start();
    }

    private boolean admit(MetricsConnection connection) {
        closeOverdue();
        synchronized (open) {
            return open.size() < MAX_CONNECTIONS && open.add(connection);
        }
    }

    /**
     * Closes connections that take too long, whatever they are at: a handshake, a request that drips, a client that does
     * not read. Their threads notice.
     *
     * @return whether some are left
     */
    private boolean closeOverdue() {
        synchronized (open) {
            for (Iterator<MetricsConnection> all = open.iterator(); all.hasNext(); ) {
                MetricsConnection old = all.next();
                if (old.ageMillis() > MAX_CONNECTION_MILLIS) {
                    old.close();
                    all.remove();
                }
            }
            return !open.isEmpty();
        }
    }

    private void forget(MetricsConnection connection) {
        synchronized (open) {
            open.remove(connection);
        }
    }
}

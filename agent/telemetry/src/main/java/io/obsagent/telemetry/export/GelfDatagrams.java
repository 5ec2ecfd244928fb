package io.obsagent.telemetry.export;

import io.obsagent.config.AgentConfig;
import io.obsagent.config.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;

/**
 * GELF over UDP: a datagram for each message, compressed where it is set so, and several for a long one. That nobody
 * listens is known where the other host says so.
 */
final class GelfDatagrams<R> implements LogDestination<R> {

    /** What passes through any network in one piece. */
    private static final int MAX_DATAGRAM_BYTES = 1420;

    private static final int CHUNK_HEAD_BYTES = 12;
    private static final int CHUNK_BYTES = MAX_DATAGRAM_BYTES - CHUNK_HEAD_BYTES;
    private static final int MAX_CHUNKS = 128;
    private static final short CHUNK_MAGIC = 0x1e0f;

    private final URI endpoint;
    private final boolean gzip;
    private final GelfEncoder<R> encoder;
    private final Losses losses;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
    private volatile DatagramSocket socket;

    GelfDatagrams(AgentConfig config, GelfEncoder<R> encoder, Losses losses) {
        this.endpoint = URI.create(config.logs.endpoint);
        this.gzip = config.logs.compression == Compression.GZIP;
        this.encoder = encoder;
        this.losses = losses;
    }

    @Override
    public Delivery send(ArrayDeque<R> events) {
        try {
            if (socket == null) {
                connect();
            }
            for (R event = events.peek(); event != null; event = events.peek()) {
                byte[] message = encoded(event);
                if (message == null) {
                    losses.add(LossReason.FAILED, 1);
                } else if (!send(message)) {
                    losses.add(LossReason.TOO_LONG, 1);
                }
                events.poll();
            }
            return Delivery.DELIVERED;
        } catch (IOException e) {
            close();
            return Delivery.failed(e);
        }
    }

    /** Null for one that cannot be written. */
    private byte[] encoded(R event) throws IOException {
        byte[] message;
        try {
            message = encoder.encode(event);
        } catch (RuntimeException unexpected) {
            return null;
        }
        if (!gzip) {
            return message;
        }
        packed.reset();
        try (OutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(message);
        }
        return packed.toByteArray();
    }

    /** Returns false when it is too long for any number of datagrams. */
    private boolean send(byte[] message) throws IOException {
        if (message.length <= MAX_DATAGRAM_BYTES) {
            socket.send(new DatagramPacket(message, message.length));
            return true;
        }
        int count = (message.length + CHUNK_BYTES - 1) / CHUNK_BYTES;
        if (count > MAX_CHUNKS) {
            return false;
        }
        long id = ThreadLocalRandom.current().nextLong();
        for (int i = 0; i < count; i++) {
            int from = i * CHUNK_BYTES;
            int length = Math.min(CHUNK_BYTES, message.length - from);
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_HEAD_BYTES + length);
            chunk.putShort(CHUNK_MAGIC).putLong(id).put((byte) i).put((byte) count);
            chunk.put(message, from, length);
            socket.send(new DatagramPacket(chunk.array(), chunk.capacity()));
        }
        return true;
    }

    private void connect() throws IOException {
        String host = HttpConnection.withoutBrackets(endpoint.getHost());
        InetSocketAddress address = new InetSocketAddress(host, endpoint.getPort());
        if (address.isUnresolved()) {
            throw new IOException("unknown host " + host);
        }
        DatagramSocket fresh = new DatagramSocket();
        socket = fresh;
        fresh.connect(address);
    }

    /** Datagrams do not wait. */
    @Override
    public void abortIfStuck() {}

    @Override
    public void close() {
        DatagramSocket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }
}

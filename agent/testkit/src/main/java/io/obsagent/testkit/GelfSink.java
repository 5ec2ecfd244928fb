package io.obsagent.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** A receiver of GELF on 127.0.0.1, over TCP, TLS or UDP, as strict as Graylog's. All methods may be called by any thread. */
public final class GelfSink implements AutoCloseable {

    private static final int MAX_MESSAGES = 100_000;
    private static final int MAX_DATAGRAM = 65_535;
    private static final byte[] CHUNK = {0x1e, 0x0f};
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String scheme;
    private final SSLContext tls;
    private final BoundedLog<JsonNode> messages = new BoundedLog<>(MAX_MESSAGES);
    private final BoundedLog<String> faults = new BoundedLog<>(100);
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final Map<Long, byte[][]> chunks = new HashMap<>();
    private final int port = FreePort.next();
    private volatile int largestDatagram;
    private volatile int compressed;
    private ExecutorService threads;
    private ServerSocket server;
    private DatagramSocket datagrams;

    private GelfSink(String scheme, SSLContext tls) {
        this.scheme = scheme;
        this.tls = tls;
        comeBack();
    }

    public static GelfSink tcp() {
        return new GelfSink("tcp", null);
    }

    public static GelfSink tls(SSLContext context) {
        return new GelfSink("tls", context);
    }

    public static GelfSink udp() {
        return new GelfSink("udp", null);
    }

    /** For {@code logs.endpoint}. */
    public synchronized String endpoint() {
        return scheme + "://127.0.0.1:" + port;
    }

    /** All messages, oldest first. */
    public List<JsonNode> messages() {
        return messages.snapshot();
    }

    /** What came that is not GELF. */
    public List<String> faults() {
        return faults.snapshot();
    }

    /** The bytes of the longest datagram. */
    public int largestDatagram() {
        return largestDatagram;
    }

    /** How many messages were compressed. */
    public int compressed() {
        return compressed;
    }

    /**
     * Waits until at least {@code count} messages match and returns all that match.
     *
     * @throws AssertionError if there are not enough in time
     */
    public List<JsonNode> await(Predicate<JsonNode> predicate, int count, Duration timeout) {
        List<JsonNode> matching = messages.await(predicate, count, timeout);
        if (matching.size() < count) {
            throw new AssertionError("expected " + count + " matching messages, got " + matching.size() + " of "
                    + messages() + ", faults " + faults());
        }
        return matching;
    }

    /** Closes the port and all connections. */
    public synchronized void goAway() {
        try {
            if (server != null) {
                server.close();
            }
            if (datagrams != null) {
                datagrams.close();
            }
            for (Socket client : clients) {
                client.close();
            }
            threads.shutdownNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the same port again. */
    public synchronized void comeBack() {
        threads = Executors.newCachedThreadPool(DaemonThreads.named("gelf-sink"));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            if (scheme.equals("udp")) {
                DatagramSocket opened = new DatagramSocket(address);
                datagrams = opened;
                threads.execute(() -> receive(opened));
            } else {
                ServerSocket opened = tls == null
                        ? new ServerSocket()
                        : tls.getServerSocketFactory().createServerSocket();
                opened.setReuseAddress(true);
                opened.bind(address);
                server = opened;
                threads.execute(() -> accept(opened));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket client = from.accept();
                admit(client, from);
            }
        } catch (IOException closed) {
            // by goAway
        }
    }

    /** One that comes while this goes away is closed like the others. */
    private synchronized void admit(Socket client, ServerSocket by) throws IOException {
        if (by.isClosed()) {
            client.close();
        } else {
            clients.add(client);
            threads.execute(() -> read(client));
        }
    }

    private void read(Socket client) {
        try (client;
                InputStream in = client.getInputStream()) {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == 0) {
                        take(message.toByteArray());
                        message.reset();
                    } else {
                        message.write(buffer[i]);
                    }
                }
            }
        } catch (IOException cutOff) {
            // by either side
        } finally {
            clients.remove(client);
        }
    }

    private void receive(DatagramSocket from) {
        byte[] buffer = new byte[MAX_DATAGRAM];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                from.receive(packet);
                largestDatagram = Math.max(largestDatagram, packet.getLength());
                byte[] bytes = Arrays.copyOf(buffer, packet.getLength());
                byte[] whole = startsWith(bytes, CHUNK) ? completed(bytes) : bytes;
                if (whole != null) {
                    take(startsWith(whole, GZIP) ? unpacked(whole) : whole);
                }
            }
        } catch (IOException closed) {
            // by goAway
        }
    }

    private byte[] unpacked(byte[] bytes) throws IOException {
        compressed++;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    /** Null while chunks are missing. */
    private byte[] completed(byte[] datagram) {
        ByteBuffer chunk = ByteBuffer.wrap(datagram, 2, datagram.length - 2);
        long id = chunk.getLong();
        int number = chunk.get() & 0xff;
        int count = chunk.get() & 0xff;
        if (count > 128 || number >= count) {
            faults.add("chunk " + number + " of " + count);
            return null;
        }
        byte[][] all = chunks.computeIfAbsent(id, first -> new byte[count][]);
        all[number] = Arrays.copyOfRange(datagram, 12, datagram.length);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : all) {
            if (part == null) {
                return null;
            }
            whole.writeBytes(part);
        }
        chunks.remove(id);
        return whole.toByteArray();
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length > 2 && bytes[0] == magic[0] && bytes[1] == magic[1];
    }

    private void take(byte[] message) {
        try {
            JsonNode json = JSON.readTree(message);
            boolean valid = json.path("version").asText().equals("1.1")
                    && !json.path("host").asText().isBlank()
                    && !json.path("short_message").asText().isBlank()
                    && json.path("timestamp").isNumber()
                    && json.path("level").isInt();
            json.fieldNames().forEachRemaining(name -> {
                boolean known = Set.of("version", "host", "short_message", "full_message", "timestamp", "level")
                        .contains(name);
                if (!known && (!name.matches("_[\\w.\\-]+") || name.equals("_id"))) {
                    faults.add("field " + name);
                }
            });
            if (valid) {
                messages.add(json);
            } else {
                faults.add(json.toString());
            }
        } catch (IOException e) {
            faults.add(e.toString());
        }
    }

    @Override
    public void close() {
        goAway();
        messages.end();
    }
}

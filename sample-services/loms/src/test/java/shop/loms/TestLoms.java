package shop.loms;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import shop.commons.Environment;
import shop.infra.EmbeddedDatabases;
import shop.loms.v1.Item;
import shop.loms.v1.LomsGrpc;
import shop.loms.v1.OrderCreateRequest;
import shop.loms.v1.OrderInfoRequest;
import shop.loms.v1.OrderStatus;
import shop.loms.v1.StocksInfoRequest;

/** A loms of a test, with clients of both its protocols. */
final class TestLoms implements AutoCloseable {
    static final Duration NEVER = Duration.ofDays(1);
    static final Duration OFTEN = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final LomsServer server;
    private final ManagedChannel channel;
    private final EmbeddedDatabases.Database database;

    private TestLoms(LomsServer server, ManagedChannel channel, EmbeddedDatabases.Database database) {
        this.server = server;
        this.channel = channel;
        this.database = database;
    }

    static TestLoms start(
            EmbeddedDatabases.Database database,
            String bootstrapServers,
            Duration unpaidTimeout,
            Duration sweepInterval)
            throws Exception {
        LomsServer server = new LomsServer(new LomsConfig(new Environment(Map.of(
                "LOMS_GRPC_PORT", "0",
                "LOMS_HTTP_PORT", "0",
                "LOMS_DB_URL", database.url(),
                "LOMS_DB_USER", database.user(),
                "LOMS_DB_PASSWORD", database.password(),
                "LOMS_KAFKA_BOOTSTRAP", bootstrapServers,
                "LOMS_UNPAID_TIMEOUT", unpaidTimeout.toString(),
                "LOMS_SWEEP_INTERVAL", sweepInterval.toString()))));
        server.start();
        ManagedChannel channel = Grpc.newChannelBuilder(
                        "127.0.0.1:" + server.grpcPort(), InsecureChannelCredentials.create())
                .build();
        return new TestLoms(server, channel, database);
    }

    LomsGrpc.LomsBlockingStub grpc() {
        return LomsGrpc.newBlockingStub(channel);
    }

    /** Sends a request to the gateway; a body makes it a POST. */
    HttpResponse<String> http(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.httpPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    long create(long user, Item... items) {
        return grpc().orderCreate(order(user, items)).getOrderId();
    }

    OrderStatus status(long order) {
        return grpc().orderInfo(OrderInfoRequest.newBuilder().setOrderId(order).build())
                .getStatus();
    }

    long stock(int sku) {
        return grpc().stocksInfo(StocksInfoRequest.newBuilder().setSku(sku).build())
                .getCount();
    }

    /** The first column of the first row. */
    long query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static OrderCreateRequest order(long user, Item... items) {
        OrderCreateRequest.Builder order = OrderCreateRequest.newBuilder().setUserId(user);
        for (Item item : items) {
            order.addItems(item);
        }
        return order.build();
    }

    static Item item(int sku, int count) {
        return Item.newBuilder().setSku(sku).setCount(count).build();
    }

    @Override
    public void close() throws Exception {
        channel.shutdownNow();
        server.close();
    }
}

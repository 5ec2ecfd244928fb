package io.obsagent.telemetry;

import static io.obsagent.telemetry.Attribute.CLIENT_ADDRESS;
import static io.obsagent.telemetry.Attribute.CODE_FUNCTION_NAME;
import static io.obsagent.telemetry.Attribute.DB_CLIENT_CONNECTION_POOL_NAME;
import static io.obsagent.telemetry.Attribute.DB_COLLECTION_NAME;
import static io.obsagent.telemetry.Attribute.DB_NAMESPACE;
import static io.obsagent.telemetry.Attribute.DB_OPERATION_BATCH_SIZE;
import static io.obsagent.telemetry.Attribute.DB_OPERATION_NAME;
import static io.obsagent.telemetry.Attribute.DB_QUERY_SUMMARY;
import static io.obsagent.telemetry.Attribute.DB_QUERY_TEXT;
import static io.obsagent.telemetry.Attribute.DB_RESPONSE_RETURNED_ROWS;
import static io.obsagent.telemetry.Attribute.DB_RESPONSE_STATUS_CODE;
import static io.obsagent.telemetry.Attribute.DB_SYSTEM_NAME;
import static io.obsagent.telemetry.Attribute.ERROR_TYPE;
import static io.obsagent.telemetry.Attribute.GRPC_RECEIVED_MESSAGE_COUNT;
import static io.obsagent.telemetry.Attribute.GRPC_SENT_MESSAGE_COUNT;
import static io.obsagent.telemetry.Attribute.HTTP_REQUEST_METHOD;
import static io.obsagent.telemetry.Attribute.HTTP_REQUEST_METHOD_ORIGINAL;
import static io.obsagent.telemetry.Attribute.HTTP_RESPONSE_STATUS_CODE;
import static io.obsagent.telemetry.Attribute.HTTP_ROUTE;
import static io.obsagent.telemetry.Attribute.MESSAGING_BATCH_MESSAGE_COUNT;
import static io.obsagent.telemetry.Attribute.MESSAGING_CLIENT_ID;
import static io.obsagent.telemetry.Attribute.MESSAGING_CONSUMER_GROUP_NAME;
import static io.obsagent.telemetry.Attribute.MESSAGING_DESTINATION_NAME;
import static io.obsagent.telemetry.Attribute.MESSAGING_DESTINATION_PARTITION_ID;
import static io.obsagent.telemetry.Attribute.MESSAGING_KAFKA_MESSAGE_KEY;
import static io.obsagent.telemetry.Attribute.MESSAGING_KAFKA_MESSAGE_TOMBSTONE;
import static io.obsagent.telemetry.Attribute.MESSAGING_KAFKA_OFFSET;
import static io.obsagent.telemetry.Attribute.MESSAGING_MESSAGE_BODY_SIZE;
import static io.obsagent.telemetry.Attribute.MESSAGING_OPERATION_NAME;
import static io.obsagent.telemetry.Attribute.MESSAGING_OPERATION_TYPE;
import static io.obsagent.telemetry.Attribute.MESSAGING_SYSTEM;
import static io.obsagent.telemetry.Attribute.NETWORK_PEER_ADDRESS;
import static io.obsagent.telemetry.Attribute.NETWORK_PEER_PORT;
import static io.obsagent.telemetry.Attribute.NETWORK_PROTOCOL_VERSION;
import static io.obsagent.telemetry.Attribute.RPC_METHOD;
import static io.obsagent.telemetry.Attribute.RPC_METHOD_ORIGINAL;
import static io.obsagent.telemetry.Attribute.RPC_RESPONSE_STATUS_CODE;
import static io.obsagent.telemetry.Attribute.RPC_SYSTEM_NAME;
import static io.obsagent.telemetry.Attribute.SERVER_ADDRESS;
import static io.obsagent.telemetry.Attribute.SERVER_PORT;
import static io.obsagent.telemetry.Attribute.UNFINISHED;
import static io.obsagent.telemetry.Attribute.URL_FULL;
import static io.obsagent.telemetry.Attribute.URL_PATH;
import static io.obsagent.telemetry.Attribute.URL_QUERY;
import static io.obsagent.telemetry.Attribute.URL_SCHEME;
import static io.obsagent.telemetry.Attribute.URL_TEMPLATE;
import static io.obsagent.telemetry.Attribute.USER_AGENT_ORIGINAL;
import static io.obsagent.telemetry.Attribute.USER_ID;

import io.obsagent.testkit.ReceivedSpan;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** What the reference says of each kind of span; every span that a test exports is held against it. */
enum SpanType {
    HTTP_SERVER(
            "HTTP server",
            "SERVER",
            "method and route: `GET /cart/{user}`; `HTTP` for an unknown method",
            "5xx or thrown",
            HTTP_REQUEST_METHOD,
            HTTP_REQUEST_METHOD_ORIGINAL,
            URL_SCHEME,
            URL_PATH,
            URL_QUERY,
            HTTP_ROUTE,
            HTTP_RESPONSE_STATUS_CODE,
            ERROR_TYPE,
            SERVER_ADDRESS,
            SERVER_PORT,
            CLIENT_ADDRESS,
            NETWORK_PEER_ADDRESS,
            NETWORK_PEER_PORT,
            NETWORK_PROTOCOL_VERSION,
            USER_ID,
            USER_AGENT_ORIGINAL),
    HTTP_CLIENT(
            "HTTP client",
            "CLIENT",
            "method, and template of the URL where it is known",
            "4xx, 5xx or thrown",
            HTTP_REQUEST_METHOD,
            HTTP_REQUEST_METHOD_ORIGINAL,
            URL_FULL,
            URL_TEMPLATE,
            SERVER_ADDRESS,
            SERVER_PORT,
            HTTP_RESPONSE_STATUS_CODE,
            ERROR_TYPE,
            NETWORK_PEER_ADDRESS,
            NETWORK_PEER_PORT,
            NETWORK_PROTOCOL_VERSION),
    RPC(
            "gRPC client and server",
            "CLIENT, SERVER",
            "`package.Service/Method`; `grpc` for a method that the server does not have",
            "client: not OK; server: UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS",
            RPC_SYSTEM_NAME,
            RPC_METHOD,
            RPC_METHOD_ORIGINAL,
            RPC_RESPONSE_STATUS_CODE,
            GRPC_SENT_MESSAGE_COUNT,
            GRPC_RECEIVED_MESSAGE_COUNT,
            ERROR_TYPE,
            SERVER_ADDRESS,
            SERVER_PORT,
            NETWORK_PEER_ADDRESS,
            NETWORK_PEER_PORT),
    DATABASE(
            "Database",
            "CLIENT",
            "summary of the query: `SELECT orders` (at most 255 characters); without text the operation: `COMMIT`",
            "thrown",
            DB_SYSTEM_NAME,
            DB_NAMESPACE,
            DB_OPERATION_NAME,
            DB_QUERY_SUMMARY,
            DB_COLLECTION_NAME,
            DB_QUERY_TEXT,
            DB_OPERATION_BATCH_SIZE,
            DB_RESPONSE_STATUS_CODE,
            DB_RESPONSE_RETURNED_ROWS,
            ERROR_TYPE,
            SERVER_ADDRESS,
            SERVER_PORT),
    CONNECTION_WAIT(
            "Wait for a connection",
            "INTERNAL",
            "`db.connection.wait`, a child of what needs the connection; only from "
                    + "`instrumentation.connection-pool.wait-threshold` on",
            "thrown",
            DB_CLIENT_CONNECTION_POOL_NAME,
            ERROR_TYPE),
    MESSAGING(
            "Messaging",
            "PRODUCER (send), CLIENT (poll, commit), CONSUMER (process)",
            "`send T`, `poll T`, `process T`, `commit T`; a poll, and processing a whole batch, links to each message's "
                    + "span; processing a message continues its trace",
            "thrown",
            MESSAGING_SYSTEM,
            MESSAGING_OPERATION_NAME,
            MESSAGING_OPERATION_TYPE,
            MESSAGING_DESTINATION_NAME,
            MESSAGING_DESTINATION_PARTITION_ID,
            MESSAGING_CONSUMER_GROUP_NAME,
            MESSAGING_CLIENT_ID,
            MESSAGING_KAFKA_OFFSET,
            MESSAGING_KAFKA_MESSAGE_KEY,
            MESSAGING_KAFKA_MESSAGE_TOMBSTONE,
            MESSAGING_MESSAGE_BODY_SIZE,
            MESSAGING_BATCH_MESSAGE_COUNT,
            ERROR_TYPE),
    JOB(
            "Scheduled job",
            "INTERNAL",
            "`Class.method`; always the root of a trace",
            "thrown",
            CODE_FUNCTION_NAME,
            ERROR_TYPE),
    METHOD(
            "Method that a rule names",
            "INTERNAL",
            "`Class.method`; with the attributes that the rule adds ([method-rules.md](method-rules.md))",
            "thrown",
            CODE_FUNCTION_NAME,
            ERROR_TYPE),
    OWN(
            "The application's own",
            "INTERNAL, SERVER, CLIENT, PRODUCER, CONSUMER",
            "as the application calls it, with its attributes, events and links ([own-telemetry.md](own-telemetry.md))",
            "the application says so");

    final String what;
    final String kinds;
    final String name;
    final String error;
    final Set<Attribute> attributes;

    SpanType(String what, String kinds, String name, String error, Attribute... attributes) {
        this.what = what;
        this.kinds = kinds;
        this.name = name;
        this.error = error;
        this.attributes = EnumSet.noneOf(Attribute.class);
        this.attributes.addAll(Arrays.asList(attributes));
        this.attributes.add(UNFINISHED);
    }

    /** Fails when a span has an attribute or a kind that the reference does not list. */
    void check(ReceivedSpan span) {
        Set<String> unlisted = new TreeSet<>(span.attributes().keySet());
        attributes.forEach(attribute -> unlisted.remove(attribute.text));
        if (!unlisted.isEmpty() || !kinds.contains(span.kind().name())) {
            throw new AssertionError(what + ": not in the reference: " + span.kind() + " " + unlisted);
        }
    }

    /** The type of a span by an attribute that all of its type have. */
    static SpanType of(ReceivedSpan span) {
        if (span.attribute("rpc.system.name") != null) {
            return RPC;
        }
        if (span.attribute("db.system.name") != null) {
            return DATABASE;
        }
        if (span.attribute("messaging.system") != null) {
            return MESSAGING;
        }
        if (span.attribute("code.function.name") != null) {
            return JOB;
        }
        return span.kind() == ReceivedSpan.Kind.SERVER ? HTTP_SERVER : HTTP_CLIENT;
    }
}

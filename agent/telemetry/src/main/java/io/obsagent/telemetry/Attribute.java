package io.obsagent.telemetry;

/** Every span attribute that the agent sets by itself: the one table of names and descriptions. */
enum Attribute {
    HTTP_REQUEST_METHOD("http.request.method", "The request method, or _OTHER for an unknown one."),
    HTTP_REQUEST_METHOD_ORIGINAL("http.request.method_original", "The request method as sent, when it is unknown."),
    HTTP_RESPONSE_STATUS_CODE("http.response.status_code", "The status code of the response."),
    HTTP_ROUTE("http.route", "The route that matched, for example /cart/{user}."),
    URL_PATH("url.path", "The path of the request."),
    URL_QUERY("url.query", "The query string; its values read REDACTED unless http.redact-query is false."),
    URL_SCHEME("url.scheme", "http or https."),
    URL_FULL("url.full", "The URL that was called, without user information; its query as in url.query."),
    URL_TEMPLATE("url.template", "The template of the URL, where the client library knows it."),
    CLIENT_ADDRESS("client.address", "The client: from Forwarded or X-Forwarded-For, else the peer of the socket."),
    SERVER_ADDRESS("server.address", "The host that was addressed or called."),
    SERVER_PORT("server.port", "The port that was addressed or called."),
    NETWORK_PEER_ADDRESS("network.peer.address", "The address of the peer on the socket."),
    NETWORK_PEER_PORT("network.peer.port", "The port of the peer on the socket."),
    NETWORK_PROTOCOL_VERSION("network.protocol.version", "The version of HTTP."),
    USER_ID("user.id", "The user, where http.user names a source."),
    USER_AGENT_ORIGINAL("user_agent.original", "The header User-Agent."),
    ERROR_TYPE("error.type", "What went wrong: class of the exception, status code, SQLSTATE."),

    RPC_SYSTEM_NAME("rpc.system.name", "The RPC system: grpc."),
    RPC_METHOD("rpc.method", "The full method: package.Service/Method; _OTHER for one that the server does not have."),
    RPC_METHOD_ORIGINAL("rpc.method_original", "The method that was called, when the server does not have it."),
    RPC_RESPONSE_STATUS_CODE("rpc.response.status_code", "The status: OK, NOT_FOUND ..."),
    GRPC_SENT_MESSAGE_COUNT(
            "grpc.sent.message_count", "The number of messages that this side has sent; on streaming calls."),
    GRPC_RECEIVED_MESSAGE_COUNT(
            "grpc.received.message_count", "The number of messages that this side has received; on streaming calls."),
    RPC_ATTEMPT_NUMBER(
            "rpc.attempt.number",
            "On the event rpc.attempt: the number of the attempt, from 1; its rpc.response.status_code stands beside it."),

    DB_SYSTEM_NAME("db.system.name", "The database system: postgresql, mysql ..."),
    DB_NAMESPACE("db.namespace", "The name of the database."),
    DB_OPERATION_NAME(
            "db.operation.name", "The operation: SELECT, INSERT, COMMIT, METADATA ...; BATCH before it in a batch."),
    DB_COLLECTION_NAME("db.collection.name", "The table, when the statement has one."),
    DB_QUERY_SUMMARY("db.query.summary", "Operations and tables of the statement: SELECT orders."),
    DB_QUERY_TEXT(
            "db.query.text",
            "The statement, with ? for every literal; left out where it is not known whose SQL it is, as of a closed connection."),
    DB_OPERATION_BATCH_SIZE("db.operation.batch.size", "The number of statements in the batch, from 2."),
    DB_RESPONSE_STATUS_CODE("db.response.status_code", "The SQLSTATE of an error."),
    DB_RESPONSE_RETURNED_ROWS("db.response.returned_rows", "The number of rows, where they are counted."),
    DB_CLIENT_CONNECTION_POOL_NAME("db.client.connection.pool.name", "The pool that a connection was waited for."),

    MESSAGING_SYSTEM("messaging.system", "The messaging system: kafka."),
    MESSAGING_OPERATION_NAME("messaging.operation.name", "send, poll, process or commit."),
    MESSAGING_OPERATION_TYPE("messaging.operation.type", "send, receive, process or settle."),
    MESSAGING_DESTINATION_NAME("messaging.destination.name", "The topic or queue."),
    MESSAGING_DESTINATION_PARTITION_ID("messaging.destination.partition.id", "The partition."),
    MESSAGING_CONSUMER_GROUP_NAME("messaging.consumer.group.name", "The consumer group."),
    MESSAGING_CLIENT_ID("messaging.client.id", "The id of the client."),
    MESSAGING_MESSAGE_BODY_SIZE("messaging.message.body.size", "The size of the body in bytes."),
    MESSAGING_BATCH_MESSAGE_COUNT(
            "messaging.batch.message_count",
            "The number of messages that a poll returned, or that are processed as a whole."),
    MESSAGING_KAFKA_MESSAGE_KEY("messaging.kafka.message.key", "The key of the record."),
    MESSAGING_KAFKA_OFFSET("messaging.kafka.offset", "The offset of the record."),
    MESSAGING_KAFKA_MESSAGE_TOMBSTONE("messaging.kafka.message.tombstone", "true for a record without value."),

    CODE_FUNCTION_NAME("code.function.name", "The method, with the name of its class."),

    UNFINISHED(
            "obs_agent.unfinished",
            "true where the JVM ended before the operation: the span ends there, and how the operation went is unknown."),

    EXCEPTION_TYPE("exception.type", "On the event exception: the class of what was thrown."),
    EXCEPTION_MESSAGE("exception.message", "On the event exception: its message."),
    EXCEPTION_STACKTRACE("exception.stacktrace", "On the event exception: its stack trace, cut off when long.");

    /** The name as it is sent. */
    final String text;

    final String description;

    Attribute(String text, String description) {
        this.text = text;
        this.description = description;
    }
}

package io.obsagent.telemetry;

import io.obsagent.api.DbRequest;
import io.obsagent.api.DbTarget;
import io.obsagent.api.HttpRequest;
import io.obsagent.api.Message;
import io.obsagent.api.MessageBatch;
import io.obsagent.api.RpcRequest;
import java.util.List;
import java.util.Map;

/** Requests as instrumentations would show them. */
final class Requests {

    private Requests() {}

    /** An HTTP request; header names in lower case. */
    record Http(
            String method,
            String scheme,
            String host,
            int port,
            String path,
            String query,
            Map<String, String> headers) {

        static Http get(String path) {
            return new Http("GET", "http", "shop.example", 8080, path, null, Map.of());
        }

        Http with(String method, String query, Map<String, String> headers) {
            return new Http(method, scheme, host, port, path, query, headers);
        }

        HttpRequest view() {
            return new HttpRequest() {
                @Override
                public String method() {
                    return method;
                }

                @Override
                public String scheme() {
                    return scheme;
                }

                @Override
                public String host() {
                    return host;
                }

                @Override
                public int port() {
                    return port;
                }

                @Override
                public String path() {
                    return path;
                }

                @Override
                public String query() {
                    return query;
                }

                @Override
                public String header(String name) {
                    return headers.get(name.toLowerCase(java.util.Locale.ROOT));
                }

                @Override
                public String peerAddress() {
                    return "10.0.0.7";
                }

                @Override
                public int peerPort() {
                    return 50123;
                }

                @Override
                public String protocolVersion() {
                    return "1.1";
                }
            };
        }
    }

    /** A database call. */
    record Db(String system, String statement, String operation, int batchSize) {

        static Db sql(String statement) {
            return new Db("postgresql", statement, null, 1);
        }

        DbRequest view() {
            DbTarget target = new DbTarget(system, "shop", "db.example", 5432);
            return new DbRequest() {
                @Override
                public DbTarget target() {
                    return target;
                }

                @Override
                public String statement() {
                    return statement;
                }

                @Override
                public String operation() {
                    return operation;
                }

                @Override
                public int batchSize() {
                    return batchSize;
                }
            };
        }
    }

    /** A remote procedure call. */
    record Rpc(String method, boolean known, Map<String, String> headers) {

        RpcRequest view() {
            return new RpcRequest() {
                @Override
                public String system() {
                    return "grpc";
                }

                @Override
                public String method() {
                    return method;
                }

                @Override
                public boolean knownMethod() {
                    return known;
                }

                @Override
                public String host() {
                    return "loms.example";
                }

                @Override
                public int port() {
                    return 9090;
                }

                @Override
                public String header(String name) {
                    return headers.get(name);
                }
            };
        }
    }

    /** A Kafka record. */
    record Kafka(String topic, String group, Map<String, String> headers) {

        Message view() {
            return view("order-7");
        }

        Message view(String key) {
            return new Message() {
                @Override
                public String system() {
                    return "kafka";
                }

                @Override
                public String destination() {
                    return topic;
                }

                @Override
                public String group() {
                    return group;
                }

                @Override
                public String clientId() {
                    return "client-1";
                }

                @Override
                public int partition() {
                    return 3;
                }

                @Override
                public long offset() {
                    return 42;
                }

                @Override
                public String key() {
                    return key;
                }

                @Override
                public long bodyBytes() {
                    return 100;
                }

                @Override
                public boolean tombstone() {
                    return true;
                }

                @Override
                public String header(String name) {
                    return headers.get(name);
                }
            };
        }
    }

    /** What a poll returned. */
    static MessageBatch batch(String topic, String group, List<Message> messages) {
        return new MessageBatch() {
            @Override
            public String system() {
                return "kafka";
            }

            @Override
            public String destination() {
                return topic;
            }

            @Override
            public String group() {
                return group;
            }

            @Override
            public String clientId() {
                return "client-1";
            }

            @Override
            public int size() {
                return messages.size();
            }

            @Override
            public Message message(int index) {
                return messages.get(index);
            }
        };
    }
}

package io.obsagent.benchmarks.hotpath;

import io.obsagent.api.DbRequest;
import io.obsagent.api.DbTarget;
import io.obsagent.api.HttpRequest;
import io.obsagent.api.Message;
import io.obsagent.api.RpcRequest;
import io.obsagent.config.AgentConfig;
import io.obsagent.telemetry.ObsTelemetry;

/** What instrumentations would show to the telemetry. */
public final class Requests {

    public static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private Requests() {}

    /** A telemetry that does all but send and serve. */
    public static ObsTelemetry telemetry() {
        return ObsTelemetry.start(AgentConfig.with("exporter.protocol", "none", "server.enabled", "false"));
    }

    /** An HTTP request, with a traceparent header or without. */
    public static HttpRequest http(String traceparent) {
        return new HttpRequest() {
            @Override
            public String method() {
                return "GET";
            }

            @Override
            public String scheme() {
                return "http";
            }

            @Override
            public String host() {
                return "shop.example";
            }

            @Override
            public int port() {
                return 8080;
            }

            @Override
            public String path() {
                return "/user/7/cart";
            }

            @Override
            public String query() {
                return "page=2&token=secret";
            }

            @Override
            public String header(String name) {
                return name.equals("traceparent") ? traceparent : null;
            }
        };
    }

    static RpcRequest rpc() {
        return new RpcRequest() {
            @Override
            public String system() {
                return "grpc";
            }

            @Override
            public String method() {
                return "loms.v1.Loms/CreateOrder";
            }

            @Override
            public String host() {
                return "loms.example";
            }

            @Override
            public int port() {
                return 50051;
            }

            @Override
            public String header(String name) {
                return null;
            }
        };
    }

    public static DbRequest db(String statement) {
        DbTarget target = new DbTarget("postgresql", "cart", "db.example", 5432);
        return new DbRequest() {
            @Override
            public DbTarget target() {
                return target;
            }

            @Override
            public String statement() {
                return statement;
            }
        };
    }

    static Message message() {
        return new Message() {
            @Override
            public String system() {
                return "kafka";
            }

            @Override
            public String destination() {
                return "order_status";
            }

            @Override
            public String group() {
                return "notification";
            }

            @Override
            public String header(String name) {
                return name.equals("traceparent") ? TRACEPARENT : null;
            }
        };
    }
}

#!/bin/sh
# Creates the GELF TCP input once Graylog answers; does nothing if there is one.
set -eu
api=${GRAYLOG_API:-http://graylog:9000/api}
until curl -fsS -u "admin:$GRAYLOG_PASSWORD" "$api/system/lbstatus" >/dev/null; do sleep 3; done
if curl -fsS -u "admin:$GRAYLOG_PASSWORD" "$api/system/inputs" | grep -q GELFTCPInput; then
    exit 0
fi
curl -fsS -u "admin:$GRAYLOG_PASSWORD" -H 'X-Requested-By: compose' -H 'Content-Type: application/json' \
    "$api/system/inputs" -d '{"title":"GELF TCP","global":true,"type":"org.graylog2.inputs.gelf.tcp.GELFTCPInput",
    "configuration":{"bind_address":"0.0.0.0","port":12201,"recv_buffer_size":1048576,"use_null_delimiter":true,
    "max_message_size":2097152,"number_worker_threads":2,"tls_enable":false,"tcp_keepalive":false}}'

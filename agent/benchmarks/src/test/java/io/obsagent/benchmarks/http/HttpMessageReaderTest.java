package io.obsagent.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpMessageReaderTest {

    private static final String TWO_MESSAGES =
            "POST /a HTTP/1.1\r\nContent-Length: 5\r\nContent-Encoding: gzip\r\n\r\nhello"
                    + "HTTP/1.1 200 \r\ntransfer-encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\n\r\n";

    /** However the bytes arrive. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void readsOneMessageAfterTheOther(int bytesAtOnce) throws IOException {
        HttpMessageReader reader = reader(TWO_MESSAGES, bytesAtOnce);

        assertThat(reader.next()).isTrue();
        assertThat(reader.startLine()).isEqualTo("POST /a HTTP/1.1");
        assertThat(reader.contentEncoding()).isEqualTo("gzip");
        assertThat(body(reader)).isEqualTo("hello");
        assertThat(reader.isLast()).isFalse();

        assertThat(reader.next()).isTrue();
        assertThat(reader.startLine()).isEqualTo("HTTP/1.1 200 ");
        assertThat(reader.contentEncoding()).isNull();
        assertThat(body(reader)).isEqualTo("abcdefg");
        assertThat(reader.isLast()).isTrue();

        assertThat(reader.next()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HT", "GET / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhell"})
    void failsWhereAMessageIsCutOff(String text) {
        assertThatThrownBy(() -> reader(text, 1_000).next()).isInstanceOf(EOFException.class);
    }

    private static HttpMessageReader reader(String text, int bytesAtOnce) {
        InputStream bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public synchronized int read(byte[] target) {
                return read(target, 0, Math.min(bytesAtOnce, target.length));
            }
        };
        return new HttpMessageReader(bytes);
    }

    private static String body(HttpMessageReader reader) {
        return new String(reader.body(), 0, reader.bodyLength(), StandardCharsets.US_ASCII);
    }
}

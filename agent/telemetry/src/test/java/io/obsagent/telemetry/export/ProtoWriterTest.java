package io.obsagent.telemetry.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compared with protobuf's own encoder. */
class ProtoWriterTest {

    private static final int FIELD = 5;
    private static final int TEXT = FIELD << 3 | 2;

    private final ProtoWriter writer = new ProtoWriter();
    private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
    private final CodedOutputStream reference = CodedOutputStream.newInstance(expected);

    private void assertSame() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        writer.copyTo(written);
        reference.flush();
        assertThat(written.toByteArray()).isEqualTo(expected.toByteArray());
        assertThat(writer.size()).isEqualTo(expected.size());
    }

    static Stream<String> texts() {
        return Stream.of(
                "",
                "a",
                "a".repeat(127),
                "a".repeat(128),
                "é".repeat(63),
                "é".repeat(64),
                "a".repeat(126) + "é",
                "日本".repeat(100),
                "smile 😀 and on",
                "😀".repeat(5000),
                "a".repeat(16383),
                "a".repeat(16384),
                "é".repeat(16384),
                "日".repeat(700_000));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void text(String text) throws IOException {
        writer.text(TEXT, text);
        writer.text(TEXT, new StringBuilder(text));
        reference.writeString(FIELD, text);
        reference.writeString(FIELD, text);
        assertSame();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83db", "\ud83d\ud83d\ude00"})
    void halfOfAPairIsAQuestionMark(String text) throws IOException {
        writer.text(TEXT, text);
        reference.writeByteArray(FIELD, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertSame();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 16383, 16384, Integer.MAX_VALUE, Long.MAX_VALUE, -1, Long.MIN_VALUE})
    void numbers(long number) throws IOException {
        writer.varint(FIELD << 3, number);
        writer.fixed64(FIELD << 3 | 1, number);
        writer.fixed32(16 << 3 | 5, (int) number);
        reference.writeInt64(FIELD, number);
        reference.writeFixed64(FIELD, number);
        reference.writeFixed32(16, (int) number);
        assertSame();
    }

    @Test
    void ids() throws IOException {
        writer.id(TEXT, 0x0102030405060708L);
        writer.id(TEXT, 0xf102030405060708L, 0x090a0b0c0d0e0f10L);
        reference.writeByteArray(FIELD, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        reference.writeByteArray(FIELD, new byte[] {(byte) 0xf1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        assertSame();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 120, 123, 124, 125, 126, 127, 128, 129, 16_380, 16_384, 100_000, 3_000_000})
    void messagesInMessages(int length) throws IOException {
        String text = "x".repeat(length);
        for (int outerBytes = 1; outerBytes <= 5; outerBytes++) {
            for (int innerBytes = 1; innerBytes <= 5; innerBytes++) {
                assertMessageInMessage(text, outerBytes, innerBytes);
            }
        }
    }

    private void assertMessageInMessage(String text, int outerBytes, int innerBytes) throws IOException {
        int outer = writer.begin(TEXT, outerBytes);
        int inner = writer.begin(TEXT, innerBytes);
        writer.text(TEXT, text);
        writer.end(inner, innerBytes);
        writer.varint(FIELD << 3, 7);
        writer.end(outer, outerBytes);
        writer.varint(FIELD << 3, 8);

        int innerSize = CodedOutputStream.computeStringSize(FIELD, text);
        int outerSize = CodedOutputStream.computeUInt32SizeNoTag(innerSize) + 1 + innerSize + 2;
        reference.writeTag(FIELD, 2);
        reference.writeUInt32NoTag(outerSize);
        reference.writeTag(FIELD, 2);
        reference.writeUInt32NoTag(innerSize);
        reference.writeString(FIELD, text);
        reference.writeInt64(FIELD, 7);
        reference.writeInt64(FIELD, 8);
        assertSame();
        writer.clear();
        expected.reset();
    }

    static Stream<CharSequence> values() {
        return Stream.concat(
                texts(),
                Stream.of(
                        "a".repeat(118),
                        "a".repeat(119),
                        "a".repeat(120),
                        "é",
                        "abc日",
                        new StringBuilder("built"),
                        new StringBuilder("日")));
    }

    /** In one go or not, it is what its parts are. */
    @ParameterizedTest
    @MethodSource("values")
    void entries(CharSequence value) throws IOException {
        byte[] key = {1 << 3 | 2, 2, 'i', 'd'};
        ProtoWriter parts = new ProtoWriter();
        for (int i = 0; i < 3; i++) {
            writer.entry(TEXT, key, 2 << 3 | 2, 1 << 3 | 2, value);
            int begin = parts.begin(TEXT);
            parts.encoded(key);
            int any = parts.begin(2 << 3 | 2);
            parts.text(1 << 3 | 2, value);
            parts.end(any);
            parts.end(begin);
        }
        parts.copyTo(expected);
        assertSame();
    }

    @Test
    void givesItsMemoryAway() throws IOException {
        Batch.Buffer buffer = new Batch.Buffer();
        for (int i = 0; i < 3; i++) {
            writer.text(TEXT, "x".repeat(20_000 - i));
            buffer.take(writer);
            reference.writeString(FIELD, "x".repeat(20_000 - i));
            reference.flush();
            assertThat(buffer.toByteArray()).isEqualTo(expected.toByteArray());
            expected.reset();
            assertThat(writer.size()).isZero();
        }
    }

    @Test
    void beginsAnew() throws IOException {
        writer.text(TEXT, "x".repeat(3_000_000));
        writer.clear();
        writer.text(TEXT, "kept");
        int size = writer.size();
        writer.text(TEXT, "taken back");
        writer.cutTo(size);
        reference.writeString(FIELD, "kept");
        assertSame();
    }
}

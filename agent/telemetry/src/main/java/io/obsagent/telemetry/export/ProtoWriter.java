package io.obsagent.telemetry.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes messages of protocol buffers to memory, in one pass. What follows the length of a message moves when that takes
 * more or fewer bytes than were left for it. Tags are those of the wire format: the field's number and its wire type. Used by
 * one thread; its memory is used again.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Encoding</a>
 */
public final class ProtoWriter {

    private static final int MAX_KEPT_BYTES = 1 << 20;
    private static final int FIRST_BYTES = 8192;
    private static final int MAX_VARINT_BYTES = 10;
    private static final int MAX_BYTE_VARINT = 127;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    /** The number of bytes that were written. */
    public int size() {
        return size;
    }

    /** Writes all to a stream. */
    public void copyTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    /** A copy of what was written behind a size. */
    public byte[] copyFrom(int earlierSize) {
        return Arrays.copyOfRange(bytes, earlierSize, size);
    }

    /** Gives all that was written away, and goes on with other memory. */
    byte[] exchange(byte[] memory) {
        byte[] written = bytes;
        bytes = memory;
        size = 0;
        return written;
    }

    /** Starts anew. Memory for far more than usual is given back. */
    public void clear() {
        size = 0;
        if (bytes.length > MAX_KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    /** Takes back what was written behind a size. */
    public void cutTo(int earlierSize) {
        size = earlierSize;
    }

    /**
     * Begins a field that is a message.
     *
     * @return where it begins, for {@link #end}
     */
    public int begin(int tag) {
        return begin(tag, 1);
    }

    /**
     * Begins a field that is a message.
     *
     * @param lengthBytes how many bytes its length is going to take, most likely
     * @return where it begins, for {@link #end(int, int)}
     */
    public int begin(int tag, int lengthBytes) {
        reserve(1 + lengthBytes);
        bytes[size++] = (byte) tag;
        int begin = size;
        size = begin + lengthBytes;
        return begin;
    }

    /** Ends a message that has been begun. */
    public void end(int begin) {
        setLength(begin, 1);
    }

    /** Ends a message that has been begun with so many bytes for its length. */
    public void end(int begin, int lengthBytes) {
        setLength(begin, lengthBytes);
    }

    /** Sets the length of all that was written after it; so many bytes were left for it. */
    private void setLength(int at, int left) {
        int length = size - at - left;
        int needed = varintBytes(length);
        if (needed != left) {
            reserve(needed);
            System.arraycopy(bytes, at + left, bytes, at + needed, length);
            size += needed - left;
        }
        putVarint(at, length);
    }

    /** Writes an integer, a boolean or a constant of an enumeration. */
    public void varint(int tag, long value) {
        reserve(1 + MAX_VARINT_BYTES);
        bytes[size++] = (byte) tag;
        size = putVarint(size, value);
    }

    /** Writes eight bytes, the lowest first. */
    public void fixed64(int tag, long value) {
        reserve(9);
        int at = size;
        bytes[at] = (byte) tag;
        for (int i = 1; i <= 8; i++) {
            bytes[at + i] = (byte) (value >>> 8 * (i - 1));
        }
        size = at + 9;
    }

    /** Writes four bytes, the lowest first, of a field with a number above 15. */
    public void fixed32(int tag, int value) {
        reserve(6);
        size = putVarint(size, tag);
        for (int shift = 0; shift < 32; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Writes eight bytes as a field of bytes, the highest first. */
    public void id(int tag, long value) {
        reserve(10);
        bytes[size++] = (byte) tag;
        bytes[size++] = 8;
        putBigEndian(value);
    }

    /** Writes sixteen bytes as a field of bytes, the highest first. */
    public void id(int tag, long high, long low) {
        reserve(18);
        bytes[size++] = (byte) tag;
        bytes[size++] = 16;
        putBigEndian(high);
        putBigEndian(low);
    }

    /** Writes what has been encoded before. */
    public void encoded(byte[] field) {
        reserve(field.length);
        System.arraycopy(field, 0, bytes, size, field.length);
        size += field.length;
    }

    /**
     * Writes a message of an encoded field and a message that holds a text. Most are short and of ASCII: their lengths are
     * known from the start.
     */
    public void entry(int tag, byte[] key, int valueTag, int textTag, CharSequence text) {
        if (!(text instanceof String) || !shortEntry(tag, key, valueTag, textTag, (String) text)) {
            int begin = begin(tag);
            encoded(key);
            int value = begin(valueTag);
            text(textTag, text);
            end(value);
            end(begin);
        }
    }

    /** Writes nothing, and returns false, where a length takes more than a byte or the text is not of ASCII. */
    private boolean shortEntry(int tag, byte[] key, int valueTag, int textTag, String text) {
        int chars = text.length();
        if (chars > MAX_BYTE_VARINT - 4 - key.length) {
            return false;
        }
        int length = key.length + 4 + chars;
        reserve(2 + length);
        int begin = size;
        bytes[begin] = (byte) tag;
        bytes[begin + 1] = (byte) length;
        System.arraycopy(key, 0, bytes, begin + 2, key.length);
        int value = begin + 2 + key.length;
        bytes[value] = (byte) valueTag;
        bytes[value + 1] = (byte) (2 + chars);
        bytes[value + 2] = (byte) textTag;
        bytes[value + 3] = (byte) chars;
        size = value + 4;
        boolean ascii = putAscii(text, chars) == chars;
        if (!ascii) {
            size = begin;
        }
        return ascii;
    }

    /** Writes a text in UTF-8. A surrogate without its other half becomes a question mark. */
    public void text(int tag, CharSequence value) {
        int chars = value.length();
        reserve(6 + 3 * chars);
        bytes[size++] = (byte) tag;
        int at = size;
        int left = varintBytes(chars);
        size = at + left;
        int ascii = value instanceof String ? putAscii((String) value, chars) : putAscii(value, chars);
        if (ascii == chars) {
            putVarint(at, chars);
        } else {
            putUtf8(value, ascii, chars);
            setLength(at, left);
        }
    }

    /** Returns how many characters were put before the first that is not of ASCII. */
    private int putAscii(String value, int chars) {
        byte[] target = bytes;
        int to = size;
        int i = 0;
        for (; i < chars; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                break;
            }
            target[to + i] = (byte) c;
        }
        size = to + i;
        return i;
    }

    private int putAscii(CharSequence value, int chars) {
        int i = 0;
        for (; i < chars; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                break;
            }
            bytes[size++] = (byte) c;
        }
        return i;
    }

    private void putUtf8(CharSequence value, int from, int chars) {
        for (int i = from; i < chars; i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                bytes[size++] = (byte) c;
            } else if (c < 0x800) {
                bytes[size++] = (byte) (0xC0 | c >> 6);
                bytes[size++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                bytes[size++] = (byte) (0xE0 | c >> 12);
                bytes[size++] = (byte) (0x80 | c >> 6 & 0x3F);
                bytes[size++] = (byte) (0x80 | c & 0x3F);
            } else if (i + 1 < chars && Character.isSurrogatePair(c, value.charAt(i + 1))) {
                putSupplementary(Character.toCodePoint(c, value.charAt(++i)));
            } else {
                bytes[size++] = '?';
            }
        }
    }

    private void putSupplementary(int codePoint) {
        bytes[size++] = (byte) (0xF0 | codePoint >> 18);
        bytes[size++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        bytes[size++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        bytes[size++] = (byte) (0x80 | codePoint & 0x3F);
    }

    private void putBigEndian(long value) {
        int at = size;
        for (int i = 0; i < 8; i++) {
            bytes[at + i] = (byte) (value >>> 56 - 8 * i);
        }
        size = at + 8;
    }

    /** Returns where it ends. */
    private int putVarint(int at, long value) {
        long left = value;
        int to = at;
        while ((left & ~0x7FL) != 0) {
            bytes[to++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[to++] = (byte) left;
        return to;
    }

    private static int varintBytes(int value) {
        int count = 1;
        for (int left = value >>> 7; left != 0; left >>>= 7) {
            count++;
        }
        return count;
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
        }
    }
}

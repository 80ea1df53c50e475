// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.MalformedInput;

/**
 * Reads one structure from hostile bytes: big-endian, every length checked against what remains before anything is
 * allocated. Each method throws {@link MalformedInput} where the bytes do not fit. Not thread-safe.
 */
public final class ByteReader {
    /** The last millisecond of the year 9999: later times are refused, so that arithmetic on them cannot overflow. */
    public static final long LATEST_MILLIS = 253_402_300_799_999L;

    private final String what;
    private final ByteBuffer in;
    private final int start;

    /** Reads from the buffer's position on, and moves it. @param what names the structure in errors */
    public ByteReader(String what, ByteBuffer in) {
        if (in.order() != ByteOrder.BIG_ENDIAN) {
            throw new IllegalArgumentException("formats are big-endian");
        }
        this.what = what;
        this.in = in;
        this.start = in.position();
    }

    public ByteReader(String what, byte[] in) {
        this(what, ByteBuffer.wrap(in));
    }

    /** Bytes read so far. */
    public int offset() {
        return in.position() - start;
    }

    public int remaining() {
        return in.remaining();
    }

    /** The error to throw where the bytes just read are wrong. */
    public MalformedInput bad(String why) {
        return new MalformedInput(what, offset(), why);
    }

    public int u8() {
        need(1);
        return in.get() & 0xFF;
    }

    public int u16() {
        need(2);
        return in.getShort() & 0xFFFF;
    }

    public long u32() {
        need(4);
        return in.getInt() & 0xFFFF_FFFFL;
    }

    /** A u32 of at most {@code max}. */
    public int u32(int max) {
        long value = u32();
        if (value > max) {
            throw bad(value + " is more than " + max);
        }
        return (int) value;
    }

    /** A u64 below 2^63. */
    public long u64() {
        long value = i64();
        if (value < 0) {
            throw bad("a number of 2^63 or more");
        }
        return value;
    }

    /** Any 64 bits, signed. */
    public long i64() {
        need(8);
        return in.getLong();
    }

    /** A u64 of milliseconds since 1970, not after the year 9999. */
    public Instant millis() {
        long value = u64();
        if (value > LATEST_MILLIS) {
            throw bad("a time after the year 9999");
        }
        return Instant.ofEpochMilli(value);
    }

    public Id16 id16() {
        need(Id16.BYTES);
        return Id16.read(in);
    }

    public Id32 id32() {
        need(Id32.BYTES);
        return Id32.read(in);
    }

    /** Exactly {@code length} bytes. */
    public Bytes bytes(int length) {
        need(length);
        return Bytes.read(in, length);
    }

    /** Exactly {@code length} bytes as an array of the caller's. */
    public byte[] array(int length) {
        need(length);
        byte[] copy = new byte[length];
        in.get(copy);
        return copy;
    }

    /** A u8 length and as many bytes. */
    public Bytes bytes8() {
        return bytes(u8());
    }

    /** A u16 length of at most {@code max} and as many bytes. */
    public Bytes bytes16(int max) {
        return bytes(atMost(u16(), max));
    }

    /** A u32 length of at most {@code max} and as many bytes. */
    public Bytes bytes32(int max) {
        return bytes(u32(max));
    }

    /** A u8 length of at most {@code max} bytes, and as many bytes of UTF-8. */
    public String text8(int max) {
        byte[] encoded = array(atMost(u8(), max));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(encoded))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("text that is not UTF-8");
        }
    }

    /** A number of items, u16, of which each takes at least {@code smallest} bytes. */
    public int count16(int max, int smallest) {
        int count = atMost(u16(), max);
        if ((long) count * smallest > in.remaining()) {
            throw bad(count + " items do not fit into the " + in.remaining() + " bytes that remain");
        }
        return count;
    }

    /** Four ASCII characters. */
    public void magic(String magic) {
        need(4);
        for (int i = 0; i < 4; i++) {
            if (in.get() != magic.charAt(i)) {
                throw bad("it does not start with " + magic);
            }
        }
    }

    /** A u16 version from 1 to {@code newest}. @throws HoldfastException NEWER_VERSION if it is beyond */
    public int version(int newest) {
        int version = u16();
        if (version > newest) {
            throw new HoldfastException(
                    ErrorCode.NEWER_VERSION,
                    what,
                    what + " has version " + version + ", this Holdfast reads up to " + newest
                            + ": install a newer Holdfast");
        }
        if (version == 0) {
            throw bad("versions count from 1");
        }
        return version;
    }

    /** Reserved bytes, which MUST be zero. */
    public void zero(int length) {
        need(length);
        for (int i = 0; i < length; i++) {
            if (in.get() != 0) {
                throw bad("reserved bytes are not zero");
            }
        }
    }

    /** The structure MUST end here. */
    public void end() {
        if (in.hasRemaining()) {
            throw bad(in.remaining() + " bytes too many");
        }
    }

    private int atMost(int value, int max) {
        if (value > max) {
            throw bad(value + " is more than " + max);
        }
        return value;
    }

    private void need(int length) {
        if (length > in.remaining()) {
            throw bad("it ends " + (length - in.remaining()) + " bytes too early");
        }
    }
}

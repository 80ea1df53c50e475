// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyRing;
import org.holdfast.format.NoCipher;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.model.SegmentId;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Opener;

/**
 * Reads chunks out of a sealed segment that lies whole in memory. The buffer is never changed and MUST NOT change
 * meanwhile. Not thread-safe: open one for each thread.
 */
public final class SegmentReader {
    private static final String WHAT = "segment frame";

    private final SegmentHeader header;
    private final byte[] buffer;
    private final int overhead;
    private final Opener opener;
    private final FrameContext context;
    private final byte[] scratch;

    private SegmentReader(SegmentHeader header, byte[] buffer, CipherSuite suite, Opener opener) {
        this.header = header;
        this.buffer = buffer;
        this.overhead = suite.overhead();
        this.opener = opener;
        this.context = new FrameContext(header, suite);
        this.scratch = new byte[FrameContext.MAX_PLAIN + overhead];
    }

    /**
     * Opens a segment of {@code length} bytes at the start of {@code buffer}.
     *
     * @param suites the inner cipher by its number; throws FORMAT_UNKNOWN if there is none
     * @throws HoldfastException MALFORMED_INPUT, NEWER_VERSION, WRONG_KEY for a generation that this node does not
     *     have, AUTHENTICATION_FAILED if the header is not of these keys
     */
    public static SegmentReader open(KeyRing keys, Function<Integer, CipherSuite> suites, byte[] buffer, int length) {
        SegmentHeader header = SegmentHeader.read(buffer, length);
        GenerationKeys generation = keys.generation(header.keyGeneration());
        if (!header.commitsTo(generation)) {
            throw forged(header.id(), "its header");
        }
        CipherSuite suite = header.crypto() == 0 ? NoCipher.INSTANCE : suites.apply(header.crypto());
        byte[] key = SegmentHeader.key(generation, header.id(), suite.keyLength());
        Opener opener = suite.opener(key);
        Arrays.fill(key, (byte) 0);
        return new SegmentReader(header, buffer, suite, opener);
    }

    public SegmentId id() {
        return header.id();
    }

    /**
     * The chunk whose first frame lies at {@code offset} and has the number {@code frame}.
     *
     * @throws HoldfastException AUTHENTICATION_FAILED if the frame is not the one sealed there, MALFORMED_INPUT
     */
    public StoredChunk chunk(int offset, int frame) {
        if (frame < 0 || frame >= header.frames() || offset < SegmentHeader.BYTES) {
            throw new MalformedInput(WHAT, offset, "there is no frame " + frame);
        }
        int plain = open(offset, frame, scratch, 0, FrameContext.MAX_PLAIN);
        ChunkRecord record = ChunkRecord.read(ByteBuffer.wrap(scratch, 0, plain));
        int first = Math.min(record.storedLength(), FrameContext.MAX_PLAIN - ChunkRecord.BYTES);
        int span = FrameContext.span(ChunkRecord.BYTES + record.storedLength(), overhead);
        if (plain != ChunkRecord.BYTES + first || span > header.indexOffset() - offset) {
            throw new MalformedInput(WHAT, offset, "its chunk of " + record.storedLength() + " bytes does not fit");
        }
        byte[] stored = new byte[record.storedLength()];
        System.arraycopy(scratch, ChunkRecord.BYTES, stored, 0, first);
        int at = offset + FrameContext.LENGTH_FIELD + plain + overhead;
        for (int done = first, number = frame + 1; done < stored.length; number++) {
            int piece = Math.min(FrameContext.MAX_PLAIN, stored.length - done);
            if (open(at, number, stored, done, piece) != piece) {
                throw new MalformedInput(WHAT, at, "a chunk goes on with a frame of another length");
            }
            done += piece;
            at += FrameContext.LENGTH_FIELD + piece + overhead;
        }
        return new StoredChunk(record.id(), record.compression(), record.plainLength(), stored);
    }

    /**
     * What the segment holds, from its index frame.
     *
     * @throws HoldfastException AUTHENTICATION_FAILED, MALFORMED_INPUT (also where the padding is not zero)
     */
    public List<SegmentEntry> entries() {
        int at = header.indexOffset();
        int length = header.indexLength() - FrameContext.LENGTH_FIELD;
        if (length < overhead || frameLength(at) != length) {
            throw new MalformedInput(WHAT, at, "the index frame does not end with the segment");
        }
        byte[] plain = new byte[length - overhead];
        open(FrameContext.INDEX, 0, at, length, plain, 0);
        return SegmentIndex.read(ByteBuffer.wrap(plain), header, overhead);
    }

    /** Opens a data frame of at most {@code room} plaintext bytes and answers how many it has. */
    private int open(int at, int number, byte[] out, int outOffset, int room) {
        int space = header.indexOffset() - FrameContext.LENGTH_FIELD - at;
        int length = space < 0 ? -1 : frameLength(at);
        if (length < overhead || length > space || length - overhead > room) {
            throw new MalformedInput(WHAT, at, "a frame of " + length + " bytes where " + space + " remain");
        }
        open(FrameContext.DATA, number, at, length, out, outOffset);
        return length - overhead;
    }

    private void open(int kind, int number, int at, int length, byte[] out, int outOffset) {
        byte[] nonce = context.nonce(kind, number);
        byte[] associated = context.associated(length);
        int in = at + FrameContext.LENGTH_FIELD;
        int opened = opener.open(nonce, associated, buffer, in, length, out, outOffset);
        if (opened == Opener.FORGED) {
            throw forged(header.id(), "frame " + number + " at byte " + at);
        }
        if (opened != length - overhead) {
            throw new IllegalStateException("cipher " + header.crypto() + " made " + opened + " bytes of " + length);
        }
    }

    private int frameLength(int at) {
        return ByteBuffer.wrap(buffer).getInt(at);
    }

    private static HoldfastException forged(SegmentId id, String part) {
        return new HoldfastException(
                ErrorCode.AUTHENTICATION_FAILED,
                "segment " + id,
                part + " of segment " + id + " is not what was sealed: rebuild the segment from other shards");
    }
}

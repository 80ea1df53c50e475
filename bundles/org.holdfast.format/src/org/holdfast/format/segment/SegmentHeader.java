// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.GenerationKeys;
import org.holdfast.format.KeyUse;
import org.holdfast.format.Limits;
import org.holdfast.format.Mac;
import org.holdfast.model.Id16;
import org.holdfast.model.MalformedInput;
import org.holdfast.model.Pipeline;
import org.holdfast.model.SegmentId;

/**
 * The first 64 bytes of a segment, authenticated with every frame.
 *
 * @param commitment binds the segment to one key, so that no ciphertext opens under two
 */
record SegmentHeader(
        SegmentId id,
        int keyGeneration,
        int crypto,
        Pipeline pipeline,
        int frames,
        int indexLength,
        int length,
        Id16 commitment) {
    static final int BYTES = 64;
    static final int VERSION = 1;

    /** The most data frames under one key. */
    static final int MAX_FRAMES = 1 << 16;

    static final SegmentId NO_ID = new SegmentId(new Id16(0, 0));
    static final Id16 NO_COMMITMENT = new Id16(0, 0);
    private static final String WHAT = "segment header";
    private static final byte[] KEY = "seg".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMITMENT = "cmt".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ONE = {1};

    // Layout (docs/format.md, segment header)
    //
    //  0  magic "HFSG"       4
    //  4  version u16        2   1
    //  6  header length u16  2   64
    //  8  segment id        16   synthetic
    // 24  key generation u32 4   from 1
    // 28  cipher u16         2   0 for none
    // 30  pipeline u16       2   bit 0 compress, 1 inner, 2 outer
    // 32  data frames u32    4   up to 65,536
    // 36  index length u32   4   of the index frame, its length field and tag included
    // 40  segment length u32 4   multiple of 16 KiB, up to 64 MiB
    // 44  flags u16          2   0
    // 46  reserved           2   0
    // 48  key commitment    16
    // 64

    static SegmentHeader read(byte[] buffer, int length) {
        ByteReader r = new ByteReader(WHAT, ByteBuffer.wrap(buffer, 0, length));
        r.magic("HFSG");
        r.version(VERSION);
        if (r.u16() != BYTES) {
            throw r.bad("its length is not 64");
        }
        SegmentId id = new SegmentId(r.id16());
        int keyGeneration = r.u32(Integer.MAX_VALUE);
        int crypto = r.u16();
        int pipeline = r.u16();
        int frames = r.u32(MAX_FRAMES);
        int indexLength = r.u32(Limits.SEGMENT);
        int segmentLength = r.u32(Limits.SEGMENT);
        r.zero(4);
        Id16 commitment = r.id16();
        if (pipeline > 7 || ((pipeline & 2) != 0) != (crypto != 0)) {
            throw r.bad("pipeline " + pipeline + " contradicts cipher " + crypto);
        }
        var header = new SegmentHeader(
                id, keyGeneration, crypto, Pipeline.ofBits(pipeline), frames, indexLength, segmentLength, commitment);
        header.checkLengths(length);
        return header;
    }

    private void checkLengths(int found) {
        if (length != found || length % Limits.GRAIN != 0) {
            throw new MalformedInput(WHAT, 40, "it says " + length + " bytes, there are " + found);
        }
        if (indexLength > length - BYTES || keyGeneration < 1) {
            throw new MalformedInput(WHAT, 36, "the index does not fit, or the key generation is 0");
        }
    }

    byte[] bytes() {
        return new ByteWriter(BYTES)
                .magic("HFSG")
                .u16(VERSION)
                .u16(BYTES)
                .id16(id.value())
                .u32(keyGeneration)
                .u16(crypto)
                .u16(pipeline.bits())
                .u32(frames)
                .u32(indexLength)
                .u32(length)
                .zero(4)
                .id16(commitment)
                .toArray();
    }

    /** The same with its id and the commitment that follows from it. */
    SegmentHeader named(SegmentId name, GenerationKeys keys) {
        return new SegmentHeader(
                name, keyGeneration, crypto, pipeline, frames, indexLength, length, commitment(keys, name));
    }

    /** Where the index frame begins. */
    int indexOffset() {
        return length - indexLength;
    }

    /** trunc16(HMAC(content, "cmt" | segment id | 1)). */
    static Id16 commitment(GenerationKeys keys, SegmentId id) {
        return Id16.truncated(keys.mac(KeyUse.CONTENT, COMMITMENT, id.bytes(), ONE));
    }

    boolean commitsTo(GenerationKeys keys) {
        return Mac.same(commitment.bytes(), commitment(keys, id).bytes());
    }

    /** The segment's key: the first bytes of HMAC(content, "seg" | segment id | 1). */
    static byte[] key(GenerationKeys keys, SegmentId id, int keyLength) {
        return keys.key(KeyUse.CONTENT, keyLength, KEY, id.bytes(), ONE);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.segment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import org.holdfast.format.KeyUse;
import org.holdfast.model.Id16;
import org.holdfast.model.SegmentId;
import org.holdfast.spi.crypto.CipherSuite;
import org.holdfast.spi.crypto.Sealer;

/**
 * Collects chunks in one buffer and seals them in place. The key follows from the segment's id and the id from every
 * byte of it (docs/format.md, synthetic ids), so nothing can be encrypted before the last chunk is in. For one segment;
 * not thread-safe.
 */
public final class SegmentWriter {
    private final SegmentParameters parameters;
    private final SegmentBuffers buffers;
    private final PlaintextTag tag;
    private final List<SegmentEntry> entries = new ArrayList<>();
    private final List<ChunkRecord> records = new ArrayList<>();
    private byte[] buffer;
    private ByteBuffer view;
    private int frames;
    private boolean open = true;

    public SegmentWriter(SegmentParameters parameters, SegmentBuffers buffers) {
        this.parameters = parameters;
        this.buffers = buffers;
        this.tag = new PlaintextTag(parameters.keys());
        this.buffer = buffers.take(parameters.capacity());
        this.view = ByteBuffer.wrap(buffer).position(SegmentHeader.BYTES);
    }

    /** Whether a chunk of so many stored bytes still fits. An empty segment takes every chunk, a finished one none. */
    public boolean fits(int storedLength) {
        if (!open) {
            return false;
        }
        int record = ChunkRecord.BYTES + storedLength;
        long end = (long) view.position() + FrameContext.span(record, overhead()) + indexLength(entries.size() + 1);
        return end <= parameters.capacity() && frames + FrameContext.count(record) <= SegmentHeader.MAX_FRAMES;
    }

    /** Copies a chunk in. @throws IllegalStateException if it does not fit */
    public void add(ChunkData chunk) {
        if (!fits(chunk.length())) {
            throw new IllegalStateException("no room for " + chunk);
        }
        ChunkRecord record = ChunkRecord.of(chunk);
        int start = view.position();
        entries.add(new SegmentEntry(chunk.id(), start, frames, chunk.plainLength(), chunk.length()));
        records.add(record);
        int first = Math.min(chunk.length(), FrameContext.MAX_PLAIN - ChunkRecord.BYTES);
        view.putInt(ChunkRecord.BYTES + first + overhead());
        record.write(view);
        view.put(chunk.data(), chunk.offset(), first);
        endFrame(ChunkRecord.BYTES + first);
        for (int done = first; done < chunk.length(); done += FrameContext.MAX_PLAIN) {
            int piece = Math.min(FrameContext.MAX_PLAIN, chunk.length() - done);
            view.putInt(piece + overhead());
            view.put(chunk.data(), chunk.offset() + done, piece);
            endFrame(piece);
        }
    }

    private void endFrame(int plain) {
        tag.update(buffer, view.position() - plain, plain);
        view.position(view.position() + overhead());
        frames++;
    }

    public int chunks() {
        return entries.size();
    }

    /** The compression of its chunks; 0 if all are stored as they are. All that are compressed MUST be so alike. */
    public int compression() {
        return records.stream().mapToInt(ChunkRecord::compression).max().orElse(0);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Gives the buffer back without making a segment; nothing can follow. */
    public void discard() {
        buffers.give(buffer);
        end();
    }

    /**
     * Seals the segment; nothing can follow.
     *
     * @param random16 16 bytes drawn after the last chunk was added, never used before; not kept
     * @throws IllegalStateException if there is no chunk
     */
    public SealedSegment finish(byte[] random16) {
        return finish(random16, parameters.inner());
    }

    /**
     * Seals with this provider of the same cipher: the one that was there at the beginning may have been replaced.
     *
     * @throws IllegalArgumentException if it is another cipher
     */
    public SealedSegment finish(byte[] random16, CipherSuite suite) {
        if (!suite.id().equals(parameters.inner().id()) || suite.overhead() != overhead()) {
            throw new IllegalArgumentException(
                    "a segment begun for " + parameters.inner().id() + " is not sealed by " + suite.id());
        }
        if (isEmpty() || random16.length != Id16.BYTES) {
            throw new IllegalStateException("a segment holds at least one chunk, and its id takes 16 random bytes");
        }
        int indexOffset = view.position();
        int grain = parameters.grain();
        int length = (indexOffset + indexLength(entries.size()) + grain - 1) / grain * grain;
        var unnamed = new SegmentHeader(
                SegmentHeader.NO_ID,
                parameters.keys().generation(),
                parameters.inner().id().number(),
                parameters.pipeline(),
                frames,
                length - indexOffset,
                length,
                SegmentHeader.NO_COMMITMENT);
        SegmentHeader header = unnamed.named(syntheticId(random16, unnamed), parameters.keys());
        view.put(0, header.bytes());
        writeIndex(length);
        seal(header, suite);
        var sealed = new SealedSegment(
                header.id(), buffer, length, length / parameters.shape().m(), entries);
        end();
        return sealed;
    }

    /** trunc16(HMAC(segid, random | header without id and commitment | n | rows | U)). */
    private SegmentId syntheticId(byte[] random16, SegmentHeader unnamed) {
        Mac mac = parameters.keys().keyed(KeyUse.SEGMENT_ID);
        mac.update(random16);
        mac.update(unnamed.bytes());
        ByteBuffer row = ByteBuffer.allocate(ChunkRecord.BYTES);
        mac.update(row.putInt(entries.size()).flip());
        for (ChunkRecord record : records) {
            row.clear();
            record.write(row);
            mac.update(row.array(), 0, ChunkRecord.BYTES);
        }
        mac.update(tag.finish());
        return new SegmentId(Id16.truncated(mac.doFinal()));
    }

    private void writeIndex(int length) {
        view.putInt(length - view.position() - FrameContext.LENGTH_FIELD);
        SegmentIndex.write(entries, view);
        Arrays.fill(buffer, view.position(), length, (byte) 0);
    }

    private void seal(SegmentHeader header, CipherSuite suite) {
        byte[] key = SegmentHeader.key(parameters.keys(), header.id(), suite.keyLength());
        Sealer sealer = suite.sealer(key);
        Arrays.fill(key, (byte) 0);
        var context = new FrameContext(header, suite);
        int at = SegmentHeader.BYTES;
        for (int number = 0; number < frames; number++) {
            at = sealFrame(sealer, context, FrameContext.DATA, number, at);
        }
        sealFrame(sealer, context, FrameContext.INDEX, 0, at);
    }

    private int sealFrame(Sealer sealer, FrameContext context, int kind, int number, int at) {
        int frameLength = view.getInt(at);
        int plain = at + FrameContext.LENGTH_FIELD;
        byte[] associated = context.associated(frameLength);
        int length = frameLength - overhead();
        int written = sealer.seal(context.nonce(kind, number), associated, buffer, plain, length, buffer, plain);
        if (written != frameLength) {
            throw new IllegalStateException(
                    "the cipher " + parameters.inner().id() + " made " + written + " bytes of " + length);
        }
        return plain + frameLength;
    }

    private int overhead() {
        return parameters.inner().overhead();
    }

    private int indexLength(int chunks) {
        return FrameContext.LENGTH_FIELD + SegmentIndex.FIXED + chunks * SegmentIndex.ROW + overhead();
    }

    private void end() {
        open = false;
        buffer = new byte[0];
        view = ByteBuffer.wrap(buffer);
        entries.clear();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.holdfast.model.BlockId;
import org.holdfast.model.Id16;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Marks;
import org.holdfast.spi.audit.OwnedBlocks;

/** Blocks of noise of one length, in memory: tags, then payload. */
final class AuditBlocks implements HeldBlocks, OwnedBlocks {
    /** Of everything; its primes are found quickly. */
    static final byte[] KEY = new byte[32];

    static {
        KEY[31] = 3;
    }

    private final AuditScheme scheme;
    private final int payload;
    private final int tags;
    private final List<AuditedBlock> catalogue = new ArrayList<>();
    private final List<byte[]> kept = new ArrayList<>();
    private final byte[] all;

    AuditBlocks(AuditScheme scheme, int count, int payload) {
        this.scheme = scheme;
        this.payload = payload;
        this.tags = scheme.shape().tagsLength(payload);
        all = new byte[count * (payload + tags)];
        int at = 0;
        for (int i = 0; i < count; i++) {
            AuditedBlock block = block(i, payload);
            catalogue.add(block);
            Marks marks = scheme.owner(KEY).mark(blockKey(block), noise(i, payload), payload);
            kept.add(marks.kept());
            for (byte[] part : List.of(marks.tags(), noise(i, payload))) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
        }
    }

    static AuditedBlock block(int number, int payload) {
        byte[] id = ByteBuffer.allocate(16)
                .putLong(new SplittableRandom(number).nextLong())
                .putInt(number)
                .array();
        return new AuditedBlock(new BlockId(Id16.of(id)), number + 1, 1, payload);
    }

    static byte[] noise(int seed, int length) {
        byte[] noise = new byte[length];
        new SplittableRandom(seed).nextBytes(noise);
        return noise;
    }

    List<AuditedBlock> catalogue() {
        return catalogue;
    }

    private int begin(AuditedBlock block) {
        return (int) (block.sequence() - 1) * (tags + payload);
    }

    @Override
    public byte[] header(AuditedBlock block) {
        throw new UnsupportedOperationException("these blocks have no headers");
    }

    @Override
    public byte[] tags(AuditedBlock block) {
        return Arrays.copyOfRange(all, begin(block), begin(block) + tags);
    }

    @Override
    public void tag(AuditedBlock block, int piece, byte[] out) {
        System.arraycopy(all, begin(block) + 16 * piece, out, 0, 16);
    }

    @Override
    public void payload(AuditedBlock block, int offset, int length, byte[] out) {
        System.arraycopy(all, begin(block) + tags + offset, out, 0, length);
    }

    @Override
    public byte[] blockKey(AuditedBlock block) {
        return ByteBuffer.allocate(32).putLong(block.sequence()).array();
    }

    @Override
    public byte[] kept(AuditedBlock block, int piece) {
        int length = scheme.shape().kept();
        return Arrays.copyOfRange(kept.get((int) block.sequence() - 1), piece * length, (piece + 1) * length);
    }

    @Override
    public Optional<Sealed> sealed(AuditedBlock block, byte[] header) {
        throw new UnsupportedOperationException("these blocks have no headers");
    }
}

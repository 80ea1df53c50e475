// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.audit;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Marks;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.spi.audit.OwnerSide;

/**
 * An owner and a holder in one: what the owner knows stays as it was, what the holder has can be damaged. Reproducible
 * from a seed. Not thread-safe.
 */
public final class AuditedStore implements HeldBlocks, OwnedBlocks {
    /** What the holder has of a block; arrays that a test may alter. */
    public record Held(byte[] header, byte[] tags, byte[] payload) {}

    private record Owned(byte[] key, byte[] header, byte[] kept, Sealed sealed) {}

    private final AuditShape shape;
    private final OwnerSide owner;
    private final Random random;
    private final Map<AuditedBlock, Owned> owned = new LinkedHashMap<>();
    private final Map<AuditedBlock, Held> held = new LinkedHashMap<>();
    private int reads;
    private int longestRead;

    public AuditedStore(AuditScheme scheme, byte[] sharedKey, long seed) {
        shape = scheme.shape();
        owner = scheme.owner(sharedKey);
        random = new Random(seed);
    }

    /** Seals a block of random bytes and leaves it with the holder. */
    public AuditedBlock add(int payloadLength) {
        var block = new AuditedBlock(new BlockId(Id16.of(bytes(16))), owned.size() + 1, 1, payloadLength);
        return add(block, bytes(payloadLength));
    }

    /** Seals a block and leaves it with the holder. */
    public AuditedBlock add(AuditedBlock block, byte[] payload) {
        return add(block, bytes(32), bytes(HEADER_BYTES), payload);
    }

    /** The same with a key and a header that are given. */
    public AuditedBlock add(AuditedBlock block, byte[] key, byte[] header, byte[] payload) {
        Marks marks = owner.mark(key.clone(), payload.clone(), payload.length);
        var sealed = new Sealed(marks.tags().length, payload.length, sha256(marks.tags()), sha256(payload));
        owned.put(block, new Owned(key, header, marks.kept(), sealed));
        held.put(block, new Held(header.clone(), marks.tags().clone(), payload.clone()));
        return block;
    }

    /** All blocks, in the order in which they came. */
    public List<AuditedBlock> catalogue() {
        return List.copyOf(owned.keySet());
    }

    /** The holder's copy of a block, to be altered. */
    public Held held(AuditedBlock block) {
        return Optional.ofNullable(held.get(block)).orElseThrow(() -> new IllegalArgumentException("no " + block));
    }

    /** Lets the holder have something else for a block. */
    public void replace(AuditedBlock block, Held other) {
        held.put(block, other);
    }

    /** Lets the holder lose a block. */
    public void lose(AuditedBlock block) {
        held.remove(block);
    }

    /** Most bytes that were read at once. */
    public int longestRead() {
        return longestRead;
    }

    /** Parts that were read. */
    public int reads() {
        return reads;
    }

    @Override
    public byte[] header(AuditedBlock block) throws IOException {
        return read(block).header().clone();
    }

    @Override
    public byte[] tags(AuditedBlock block) throws IOException {
        return read(block).tags().clone();
    }

    @Override
    public void tag(AuditedBlock block, int piece, byte[] out) throws IOException {
        System.arraycopy(read(block).tags(), piece * AuditShape.TAG_BYTES, out, 0, AuditShape.TAG_BYTES);
    }

    @Override
    public void payload(AuditedBlock block, int offset, int length, byte[] out) throws IOException {
        longestRead = Math.max(longestRead, length);
        System.arraycopy(read(block).payload(), offset, out, 0, length);
    }

    private Held read(AuditedBlock block) throws IOException {
        reads++;
        Held found = held.get(block);
        if (found == null) {
            throw new IOException("block " + block.block() + " is not here");
        }
        return found;
    }

    @Override
    public byte[] blockKey(AuditedBlock block) {
        return known(block).key().clone();
    }

    @Override
    public byte[] kept(AuditedBlock block, int piece) {
        return Arrays.copyOfRange(known(block).kept(), piece * shape.kept(), (piece + 1) * shape.kept());
    }

    @Override
    public Optional<Sealed> sealed(AuditedBlock block, byte[] header) {
        return Arrays.equals(header, known(block).header())
                ? Optional.of(known(block).sealed())
                : Optional.empty();
    }

    private Owned known(AuditedBlock block) {
        return Optional.ofNullable(owned.get(block)).orElseThrow(() -> new IllegalArgumentException("no " + block));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Digest sha256(byte[] bytes) {
        try {
            return Digest.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

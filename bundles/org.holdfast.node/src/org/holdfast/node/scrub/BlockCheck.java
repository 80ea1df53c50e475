// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.scrub;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.HeldRow;
import org.holdfast.format.Mac;
import org.holdfast.format.block.BlockFile;
import org.holdfast.format.block.BlockHeader;
import org.holdfast.model.Digest;
import org.holdfast.model.HoldfastException;

/** Whether a held block is, byte for byte, what was stored. Reads its whole file. Thread-safe. */
final class BlockCheck {
    private static final int PIECE = 256 * 1024;

    private final BlockStore store;

    BlockCheck(BlockStore store) {
        this.store = store;
    }

    /** What is wrong with it, for people; empty if it is whole. A disk that cannot read it has it damaged. */
    Optional<String> fault(HeldRow row) {
        Optional<BlockStore.Reading> file = store.open(row.agreement(), row.block());
        if (file.isEmpty()) {
            return Optional.of("its file is gone");
        }
        try (BlockStore.Reading open = file.get()) {
            return fault(row, open);
        } catch (HoldfastException e) {
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> fault(HeldRow row, BlockStore.Reading file) {
        if (file.length().value() != row.fileBytes()) {
            return Optional.of("it has " + file.length() + " instead of " + row.fileBytes() + " bytes");
        }
        ByteBuffer start = ByteBuffer.allocate(BlockHeader.BYTES);
        file.read(0, start);
        BlockHeader header = BlockHeader.read(start.flip());
        BlockFile parts = new BlockFile(header);
        if (!same(header.hash(), row.headerHash()) || !parts.length().equals(file.length())) {
            return Optional.of("its header is damaged");
        }
        if (!same(hash(file, parts.tagsOffset(), parts.payloadOffset()), header.tagsHash())) {
            return Optional.of("its tags are damaged");
        }
        return same(hash(file, parts.payloadOffset(), row.fileBytes()), row.payloadHash())
                ? Optional.empty()
                : Optional.of("its payload is damaged");
    }

    private static boolean same(Digest one, Digest other) {
        return Mac.same(one.bytes(), other.bytes());
    }

    private static Digest hash(BlockStore.Reading file, long from, long to) {
        MessageDigest sha256 = Mac.sha256();
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long at = from; at < to; at += piece.limit()) {
            piece.clear().limit((int) Math.min(PIECE, to - at));
            file.read(at, piece);
            sha256.update(piece.flip());
        }
        return Digest.of(sha256.digest());
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.block;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.holdfast.model.Digest;
import org.holdfast.spi.audit.AuditShape;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.spi.audit.OwnedBlocks;

/** Hashes a block while it comes in: the header first, then what the header says. */
final class BlockJudge implements Judge {
    /** The smallest piece that a block may have tags for. */
    private static final int SMALLEST_PIECE = 512;

    private final AuditedBlock block;
    private final OwnedBlocks owned;
    private final ByteBuffer header = ByteBuffer.allocate(HeldBlocks.HEADER_BYTES);
    private final MessageDigest tags = sha256();
    private final MessageDigest payload = sha256();
    private Optional<OwnedBlocks.Sealed> sealed = Optional.empty();
    /** Bytes after the header. */
    private long seen;

    BlockJudge(AuditedBlock block, OwnedBlocks owned) {
        this.block = block;
        this.owned = owned;
    }

    @Override
    public long most() {
        long pieces = (long) block.payloadLength() / SMALLEST_PIECE + 1;
        return HeldBlocks.HEADER_BYTES + block.payloadLength() + pieces * AuditShape.TAG_BYTES;
    }

    @Override
    public void accept(ByteBuffer bytes) {
        if (header.hasRemaining()) {
            header.put(take(bytes, header.remaining()));
            if (header.hasRemaining()) {
                return;
            }
            sealed = owned.sealed(block, header.array().clone());
        }
        long tagsLeft = Math.max(0, sealed.map(OwnedBlocks.Sealed::tagsLength).orElse(0) - seen);
        seen += bytes.remaining();
        tags.update(take(bytes, (int) Math.min(tagsLeft, Integer.MAX_VALUE)));
        payload.update(bytes);
    }

    /** The next bytes, as many as there are; moves the buffer behind them. */
    private static ByteBuffer take(ByteBuffer bytes, int most) {
        ByteBuffer taken = bytes.slice(bytes.position(), Math.min(most, bytes.remaining()));
        bytes.position(bytes.position() + taken.remaining());
        return taken;
    }

    @Override
    public Judgement judgement() {
        if (header.hasRemaining()) {
            return new Judgement.Wrong(Judgement.Reason.LENGTH);
        }
        return sealed.map(this::compare).orElseGet(() -> new Judgement.Wrong(Judgement.Reason.HEADER));
    }

    private Judgement compare(OwnedBlocks.Sealed expected) {
        if (seen != (long) expected.tagsLength() + expected.payloadLength()) {
            return new Judgement.Wrong(Judgement.Reason.LENGTH);
        }
        if (!expected.tagsHash().equals(Digest.of(tags.digest()))) {
            return new Judgement.Wrong(Judgement.Reason.TAGS);
        }
        return expected.payloadHash().equals(Digest.of(payload.digest()))
                ? new Judgement.Proved()
                : new Judgement.Wrong(Judgement.Reason.PAYLOAD);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

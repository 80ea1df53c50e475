// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.audit.AuditHolder.Answer;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.HeldRow;
import org.holdfast.format.Mac;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.wire.AuditMissing;
import org.holdfast.wire.AuditProof;
import org.holdfast.wire.AuditShown;
import org.holdfast.wire.Limits;
import org.holdfast.wire.SignedAudit;
import org.jspecify.annotations.Nullable;

/** Reads what an audit asks for, and signs what came of it. One audit's, one thread's; to be closed. */
final class HolderProofs implements AutoCloseable {
    private static final int LONGEST_PROOF = 1 << 20;

    private final AuditDesk.Parts parts;
    private final OwnerId owner;
    private final AuditUnderWay audit;
    private final AuditBudget budget;
    private @Nullable Showing showing;

    /** A block that is being shown. */
    private record Showing(HeldRow row, BlockStore.Reading file, FileHashes hashes, ByteBuffer piece) {}

    HolderProofs(AuditDesk.Parts parts, OwnerId owner, AuditUnderWay audit, AuditBudget budget) {
        this.parts = parts;
        this.owner = owner;
        this.audit = audit;
        this.budget = budget;
    }

    Answer prove(Challenge part, Bytes picks) {
        AuditUnderWay now = audit;
        if (picks.length() > 0) {
            budget.pieces(now.commit, now.scheme, part.samples().size());
        }
        List<BlockId> gone = gone(part);
        if (!gone.isEmpty()) {
            return missing(gone);
        }
        BlockStore store = parts.blocks().files();
        try (HeldFiles files = new HeldFiles(store, now.commit.names().agreement(), now.scheme.shape())) {
            return proof(part, picks, files);
        }
    }

    private Answer proof(Challenge part, Bytes picks, HeldFiles files) {
        AuditUnderWay now = audit;
        var out = new ByteArrayOutputStream();
        try {
            for (Challenge each : part.byKeyGeneration()) {
                int generation = each.samples().getFirst().block().keyGeneration();
                now.scheme.prove(each, parameters(generation), files, out);
            }
        } catch (IOException e) {
            return files.failed()
                    .map(block -> missing(List.of(block)))
                    .orElseThrow(() ->
                            new HoldfastException(ErrorCode.DISK_FAILED, owner.brief(), "the proof cannot be made", e));
        }
        if (out.size() > LONGEST_PROOF) {
            throw new HoldfastException(
                    ErrorCode.PROVIDER_WRONG, now.scheme.id().toString(), "a proof of " + out.size() + " bytes");
        }
        byte[] bytes = out.toByteArray();
        now.sent += bytes.length;
        var end = new AuditProof(
                now.commit.names(),
                now.random,
                bytes.length,
                Mac.sha256(bytes),
                parts.clock().instant(),
                picks,
                SignedAudit.UNSIGNED);
        return new Answer.Proof(Bytes.of(bytes), end.signed(parts.self().device()));
    }

    private byte[] parameters(int generation) {
        return audit.commit.parameters().stream()
                .filter(each -> each.keyGeneration() == generation)
                .findFirst()
                .map(each -> each.value().toArray())
                .orElseGet(() -> new byte[0]);
    }

    private List<BlockId> gone(Challenge part) {
        return part.samples().stream()
                .map(each -> each.block().block())
                .distinct()
                .filter(block -> row(block).isEmpty())
                .sorted()
                .toList();
    }

    private Optional<HeldRow> row(BlockId block) {
        return parts.blocks()
                .row(audit.commit.names().agreement(), block)
                .filter(row -> row.owner().equals(owner));
    }

    private Answer missing(List<BlockId> blocks) {
        AuditUnderWay now = audit;
        var word =
                new AuditMissing(now.commit.names(), now.random, parts.clock().instant(), blocks, SignedAudit.UNSIGNED);
        return new Answer.Missing(word.signed(parts.self().device()));
    }

    Answer show(BlockId block) {
        AuditUnderWay now = audit;
        Optional<HeldRow> row = row(block);
        Optional<BlockStore.Reading> file = row.flatMap(each -> parts.blocks().open(each.agreement(), block));
        if (row.isEmpty() || file.isEmpty()) {
            return missing(List.of(block));
        }
        showing = new Showing(row.get(), file.get(), new FileHashes(), ByteBuffer.allocate(Limits.PIECE));
        budget.file(now.commit, row.get().fileBytes());
        return new Answer.Opened(Math.toIntExact(row.get().fileBytes()));
    }

    Answer load(int offset, int length) {
        Showing now = shown();
        ByteBuffer piece = now.piece().clear().limit(length);
        try {
            now.file().read(offset, piece);
        } catch (HoldfastException e) {
            return missing(List.of(now.row().block()));
        }
        if (piece.hasRemaining()) {
            return missing(List.of(now.row().block()));
        }
        now.hashes().accept(piece.flip().duplicate());
        return new Answer.Piece(offset, piece);
    }

    AuditShown finish() {
        Showing now = shown();
        FileHashes.Sums sums = now.hashes().sums();
        audit.sent += sums.length();
        return new AuditShown(
                        audit.commit.names(),
                        audit.random,
                        now.row().block(),
                        now.row().sequence(),
                        sums.header(),
                        sums.payload(),
                        sums.tags(),
                        sums.length(),
                        parts.clock().instant(),
                        SignedAudit.UNSIGNED)
                .signed(parts.self().device());
    }

    private Showing shown() {
        if (showing == null) {
            throw new HoldfastException(ErrorCode.INTERNAL, owner.brief(), "no block is open");
        }
        return showing;
    }

    @Override
    public void close() {
        if (showing != null) {
            showing.file().close();
            showing = null;
        }
    }
}

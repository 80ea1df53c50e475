// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.Peer;
import org.holdfast.core.Performer;
import org.holdfast.core.Self;
import org.holdfast.core.audit.AuditHolder.Action;
import org.holdfast.core.audit.AuditHolder.Answer;
import org.holdfast.core.audit.AuditHolder.Standing;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.AnsweredRow;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.HeldBlocks;
import org.holdfast.core.track.OwnDay;
import org.holdfast.format.Mac;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.AuditMessage.Entry;
import org.holdfast.wire.AuditMissing;
import org.holdfast.wire.AuditNames;
import org.holdfast.wire.AuditProof;
import org.holdfast.wire.AuditReceipt;
import org.holdfast.wire.AuditShown;
import org.holdfast.wire.AuditUnreceipted;
import org.holdfast.wire.Limits;
import org.holdfast.wire.SignedAudit;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@link AuditHolder} wants done, for one conversation with one owner: looks into ledger and files, throws the
 * coin, proves. Reads no more than the agreement lets an owner ask for in a day. One thread's; to be closed when the
 * conversation is over.
 */
public final class AuditDesk implements Performer<Action, Answer>, AutoCloseable {
    private static final int PIECE = 4096;
    private static final int LONGEST_PROOF = 1 << 20;

    private final Parts parts;
    private final Peer peer;
    private final OwnerId owner;
    private final HeldCatalogue held;
    private @Nullable Audit audit;
    private @Nullable Showing showing;

    /**
     * What it works with.
     *
     * @param chance draws the own half of a coin; unpredictable
     */
    public record Parts(
            Self self,
            HeldBlocks blocks,
            Ledger ledger,
            AgreementBook agreements,
            Schemes schemes,
            InstantSource clock,
            Supplier<Digest> chance) {}

    /** The audit that is under way. */
    private static final class Audit {
        private final AuditCommit commit;
        private final AuditScheme scheme;
        private final Instant begun;
        private final ByteBuffer learnt;
        private @Nullable Catalogue catalogue;
        private Digest random = new Digest(Id32.ZERO);
        private long sent;

        Audit(AuditCommit commit, AuditScheme scheme, Instant begun) {
            this.commit = commit;
            this.scheme = scheme;
            this.begun = begun;
            this.learnt = ByteBuffer.allocate(commit.catalogue().blocks() * Entry.BYTES);
        }

        Catalogue catalogue() {
            if (catalogue == null) {
                throw new IllegalStateException("the catalogue is not known yet");
            }
            return catalogue;
        }
    }

    /** A block that is being shown. */
    private record Showing(HeldRow row, BlockStore.Reading file, FileHashes hashes, ByteBuffer piece) {}

    /** @param peer the owner that audits */
    public AuditDesk(Parts parts, Peer peer) {
        this.parts = parts;
        this.peer = peer;
        this.owner = peer.id();
        this.held = new HeldCatalogue(parts.blocks(), parts.ledger(), owner);
    }

    @Override
    public Optional<Answer> perform(Action action) {
        return switch (action) {
            case Action.LookUp(AuditCommit commit) -> Optional.of(new Answer.Stands(lookUp(commit)));
            case Action.Learn(List<Entry> entries) -> Optional.of(learn(entries));
            case Action.Toss toss -> Optional.of(new Answer.Tossed(toss()));
            case Action.Draw(AuditCoin coin, Digest random) -> Optional.of(new Answer.Drawn(draw(coin, random)));
            case Action.Prove(Challenge part, Bytes picks) -> Optional.of(prove(part, picks));
            case Action.Show(BlockId block) -> Optional.of(show(block));
            case Action.Load(int offset, int length) -> Optional.of(load(offset, length));
            case Action.Finish finish -> Optional.of(new Answer.Shown(finish()));
            case Action.Cheated(String what) -> nothing(() -> cheated(what));
            case Action.Keep(AuditReceipt receipt) -> nothing(() -> keep(receipt));
            case Action.Close close -> nothing(this::close);
        };
    }

    private static Optional<Answer> nothing(Runnable action) {
        action.run();
        return Optional.empty();
    }

    private Standing lookUp(AuditCommit commit) {
        if (!parts.agreements().granted(commit.names().agreement(), peer).audit()) {
            throw new HoldfastException(
                    ErrorCode.NO_AGREEMENT, owner.brief(), "no agreement lets you audit what I hold");
        }
        AuditScheme scheme = parts.schemes()
                .find(commit.scheme())
                .filter(each -> commit.count() <= each.shape().mostSamples())
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.FORMAT_UNKNOWN,
                        owner.brief(),
                        "I do not know audit scheme " + commit.scheme() + ", or not with so many samples"));
        Optional<Standing> behind = behind(commit);
        if (behind.isPresent()) {
            return behind.get();
        }
        spend(commit, (long) commit.count() * unit(scheme));
        audit = new Audit(commit, scheme, parts.clock().instant());
        Catalogue own = held.of(commit);
        if (own.isEmpty() || !own.summary(scheme.shape()).equals(commit.catalogue())) {
            return new Standing.Unknown();
        }
        audit.catalogue = own;
        return new Standing.Ready();
    }

    /** Whether the owner has to settle something first, or knows less than this node. */
    private Optional<Standing> behind(AuditCommit commit) {
        return parts.ledger()
                .audits()
                .answered(commit.names().agreement(), owner)
                .flatMap(last -> {
                    boolean open = last.receipt().length() == 0;
                    boolean same = last.commitment().equals(commit.hash());
                    if (commit.number() == last.number() && !same) {
                        return Optional.of(new Standing.Twice(unreceipted(last, open)));
                    }
                    boolean next = open ? same : commit.number() > last.number();
                    return next ? Optional.empty() : Optional.of(new Standing.OutOfStep(unreceipted(last, open)));
                });
    }

    private AuditUnreceipted unreceipted(AnsweredRow last, boolean open) {
        var names = new AuditNames(last.audit(), owner, parts.self().id(), last.agreement());
        return new AuditUnreceipted(
                        names,
                        last.number(),
                        open,
                        last.commitment(),
                        parts.clock().instant(),
                        SignedAudit.UNSIGNED)
                .signed(parts.self().device());
    }

    /** Pieces of 4 KiB that one piece of the scheme stands for. */
    private static int unit(AuditScheme scheme) {
        int log2 = scheme.shape().pieceLog2();
        return log2 == 0 ? 1 : Math.max(1, (1 << log2) / PIECE);
    }

    private void spend(AuditCommit commit, long pieces) {
        long most = parts.agreements()
                .signed(commit.names().agreement(), owner)
                .map(row -> row.agreement().terms().allowances().auditPiecesDaily())
                .orElse(0L);
        long day = OwnDay.of(parts.clock().instant());
        if (!parts.ledger().audits().spend(commit.names().agreement(), owner, day, pieces, most)) {
            throw new HoldfastException(
                    ErrorCode.AUDIT_BUDGET,
                    owner.brief(),
                    "our agreement lets you ask for " + most + " pieces of 4 KiB a day; come again tomorrow");
        }
    }

    private Answer learn(List<Entry> entries) {
        Audit now = current();
        entries.forEach(entry -> now.learnt.put(entry.bytes()));
        if (now.learnt.hasRemaining()) {
            return new Answer.Learnt(now.learnt.position() / Entry.BYTES);
        }
        try {
            Catalogue said = Catalogue.parse(Bytes.of(now.learnt.array()));
            if (said.summary(now.scheme.shape()).equals(now.commit.catalogue())) {
                now.catalogue = said;
                return new Answer.Stands(new Standing.Ready());
            }
        } catch (IllegalArgumentException e) {
            throw misbehaved("the catalogue is none: " + e.getMessage());
        }
        throw misbehaved("the catalogue is not the one that you committed to");
    }

    private HoldfastException misbehaved(String what) {
        return new HoldfastException(ErrorCode.PEER_MISBEHAVED, owner.brief(), what);
    }

    /** The same one for the same commitment, however often it is put. */
    private AuditCoin toss() {
        AuditCommit commit = current().commit;
        Optional<AuditCoin> before = parts.ledger()
                .audits()
                .answered(commit.names().agreement(), owner)
                .filter(row -> row.commitment().equals(commit.hash()))
                .map(row -> AuditCoin.parseBody(row.coin()));
        AuditCoin coin = before.orElseGet(() -> new AuditCoin(
                commit.names(),
                commit.hash(),
                parts.chance().get(),
                commit.catalogue(),
                parts.clock().instant(),
                held.damaged(commit.names().agreement(), current().catalogue()),
                SignedAudit.UNSIGNED));
        if (before.isEmpty()) {
            parts.ledger()
                    .audits()
                    .answer(new AnsweredRow(
                            commit.names().agreement(),
                            owner,
                            commit.names().audit(),
                            commit.number(),
                            commit.hash(),
                            Bytes.of(coin.body()),
                            Bytes.EMPTY));
        }
        return coin.signed(parts.self().device());
    }

    private Optional<Challenge> draw(AuditCoin coin, Digest random) {
        Audit now = current();
        now.random = random;
        Challenge drawn =
                Draw.challenge(random, now.scheme.shape(), now.catalogue().blocks(), now.commit.count());
        return Question.shown(drawn, coin);
    }

    private Answer prove(Challenge part, Bytes picks) {
        Audit now = current();
        if (picks.length() > 0) {
            spend(now.commit, (long) part.samples().size() * unit(now.scheme));
        }
        List<BlockId> gone = gone(part);
        if (!gone.isEmpty()) {
            return missing(gone);
        }
        try (HeldFiles files = new HeldFiles(parts.blocks(), now.commit.names().agreement(), now.scheme.shape())) {
            return proof(part, picks, files);
        }
    }

    private Answer proof(Challenge part, Bytes picks, HeldFiles files) {
        Audit now = current();
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
        return current().commit.parameters().stream()
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
                .row(current().commit.names().agreement(), block)
                .filter(row -> row.owner().equals(owner));
    }

    private Answer missing(List<BlockId> blocks) {
        Audit now = current();
        var word =
                new AuditMissing(now.commit.names(), now.random, parts.clock().instant(), blocks, SignedAudit.UNSIGNED);
        return new Answer.Missing(word.signed(parts.self().device()));
    }

    private Answer show(BlockId block) {
        Audit now = current();
        Optional<HeldRow> row = row(block);
        Optional<BlockStore.Reading> file = row.flatMap(each -> parts.blocks().open(each.agreement(), block));
        if (row.isEmpty() || file.isEmpty()) {
            return missing(List.of(block));
        }
        showing = new Showing(row.get(), file.get(), new FileHashes(), ByteBuffer.allocate(Limits.PIECE));
        spend(now.commit, (row.get().fileBytes() + PIECE - 1) / PIECE);
        return new Answer.Opened(Math.toIntExact(row.get().fileBytes()));
    }

    private Answer load(int offset, int length) {
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

    private AuditShown finish() {
        Showing now = shown();
        FileHashes.Sums sums = now.hashes().sums();
        current().sent += sums.length();
        return new AuditShown(
                        current().commit.names(),
                        current().random,
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

    private void cheated(String what) {
        parts.ledger().events().append(parts.clock().instant(), "AUDIT_CHEATED", owner.brief(), "the owner " + what);
    }

    /** Of an audit that is not known here, or has a receipt, nothing more can be learnt. */
    private void keep(AuditReceipt receipt) {
        Optional<AnsweredRow> open = parts.ledger()
                .audits()
                .answered(receipt.names().agreement(), owner)
                .filter(row -> row.audit().equals(receipt.names().audit()) && row.number() == receipt.number());
        if (open.filter(row -> row.receipt().length() == 0).isPresent()) {
            AnsweredRow row = open.get();
            var closed = new AnsweredRow(
                    row.agreement(),
                    owner,
                    row.audit(),
                    row.number(),
                    row.commitment(),
                    row.coin(),
                    Bytes.of(receipt.bytes()));
            parts.ledger().audits().receipted(closed, ended(receipt));
        }
    }

    private AuditRow.Ended ended(AuditReceipt receipt) {
        Optional<Audit> now =
                Optional.ofNullable(audit).filter(each -> each.commit.names().equals(receipt.names()));
        Instant end = parts.clock().instant();
        return new AuditRow.Ended(
                end,
                false,
                owner,
                receipt.names().agreement(),
                receipt.names().audit(),
                receipt.number(),
                now.map(each -> each.commit.scheme()).orElse(0),
                now.map(each -> each.commit.count()).orElse(0),
                now.map(each -> each.random).orElse(new Digest(Id32.ZERO)),
                receipt.result().name(),
                0,
                now.map(each -> end.toEpochMilli() - each.begun.toEpochMilli()).orElse(0L),
                now.map(each -> each.sent).orElse(0L),
                Bytes.of(receipt.bytes()),
                Bytes.EMPTY);
    }

    private Audit current() {
        if (audit == null) {
            throw new HoldfastException(ErrorCode.INTERNAL, owner.brief(), "no audit is under way");
        }
        return audit;
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

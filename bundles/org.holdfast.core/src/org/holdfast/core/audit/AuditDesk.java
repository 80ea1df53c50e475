// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

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
import org.holdfast.core.port.Ledger;
import org.holdfast.core.put.HeldBlocks;
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
import org.holdfast.wire.AuditNames;
import org.holdfast.wire.AuditReceipt;
import org.holdfast.wire.AuditUnreceipted;
import org.holdfast.wire.SignedAudit;
import org.jspecify.annotations.Nullable;

/**
 * Does what {@link AuditHolder} wants done, for one conversation with one owner: looks into ledger and files, throws the
 * coin, proves. Reads no more than the agreement lets an owner ask for in a day. One thread's; to be closed when the
 * conversation is over.
 */
public final class AuditDesk implements Performer<Action, Answer>, AutoCloseable {
    private final Parts parts;
    private final Peer peer;
    private final OwnerId owner;
    private final HeldCatalogue held;
    private final AuditBudget budget;
    private @Nullable AuditUnderWay audit;
    private @Nullable HolderProofs proofs;

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

    /** @param peer the owner that audits */
    public AuditDesk(Parts parts, Peer peer) {
        this.parts = parts;
        this.peer = peer;
        this.owner = peer.id();
        this.held = new HeldCatalogue(parts.blocks(), parts.ledger(), owner);
        this.budget = new AuditBudget(parts, owner);
    }

    @Override
    public Optional<Answer> perform(Action action) {
        return switch (action) {
            case Action.LookUp(AuditCommit commit) -> Optional.of(new Answer.Stands(lookUp(commit)));
            case Action.Learn(List<Entry> entries) -> Optional.of(learn(entries));
            case Action.Toss toss -> Optional.of(new Answer.Tossed(toss()));
            case Action.Draw(AuditCoin coin, Digest random) -> Optional.of(new Answer.Drawn(draw(coin, random)));
            case Action.Prove(Challenge part, Bytes picks) -> Optional.of(proofs().prove(part, picks));
            case Action.Show(BlockId block) -> Optional.of(proofs().show(block));
            case Action.Load(int offset, int length) -> Optional.of(proofs().load(offset, length));
            case Action.Finish finish -> Optional.of(new Answer.Shown(proofs().finish()));
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
        budget.pieces(commit, scheme, commit.count());
        audit = new AuditUnderWay(commit, scheme, parts.clock().instant());
        close();
        proofs = new HolderProofs(parts, owner, audit, budget);
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

    private Answer learn(List<Entry> entries) {
        AuditUnderWay now = current();
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
        AuditUnderWay now = current();
        now.random = random;
        Challenge drawn =
                Draw.challenge(random, now.scheme.shape(), now.catalogue().blocks(), now.commit.count());
        return Question.shown(drawn, coin);
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
        Optional<AuditUnderWay> now =
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

    private AuditUnderWay current() {
        if (audit == null) {
            throw new HoldfastException(ErrorCode.INTERNAL, owner.brief(), "no audit is under way");
        }
        return audit;
    }

    private HolderProofs proofs() {
        if (proofs == null) {
            throw new HoldfastException(ErrorCode.INTERNAL, owner.brief(), "no audit is under way");
        }
        return proofs;
    }

    @Override
    public void close() {
        if (proofs != null) {
            proofs.close();
        }
    }
}

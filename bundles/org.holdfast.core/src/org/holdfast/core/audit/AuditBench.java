// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Performer;
import org.holdfast.core.Self;
import org.holdfast.core.audit.AuditOwner.Action;
import org.holdfast.core.audit.AuditOwner.Answer;
import org.holdfast.core.audit.AuditOwner.Ending;
import org.holdfast.core.audit.AuditOwner.Weight;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.port.PlacementState;
import org.holdfast.format.Mac;
import org.holdfast.model.BlockId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.spi.audit.OwnedBlocks;
import org.holdfast.wire.AuditProof;
import org.holdfast.wire.AuditReceipt;
import org.holdfast.wire.AuditShown;
import org.holdfast.wire.AuditUnreceipted;
import org.holdfast.wire.SignedAudit;
import org.holdfast.wire.StoreReceipt;

/** Does what {@link AuditOwner} wants done, for one challenge: judges what comes, and writes down how it ended. One thread's. */
public final class AuditBench implements Performer<Action, Answer> {
    private final Parts parts;
    private final OwnChallenge challenge;
    private final AuditScheme scheme;
    private final Instant begun;
    private List<Judge> judges = List.of();
    private MessageDigest whole = Mac.sha256();
    private FileHashes file = new FileHashes();
    private ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean block;
    private int at;
    private long taken;
    private long received;
    private int blocks;

    /** What it works with. */
    public record Parts(Self self, Ledger ledger, Schemes schemes, OwnerKeys keys, InstantSource clock) {}

    /** @throws HoldfastException PROVIDER_UNKNOWN if the scheme is not present */
    public AuditBench(Parts parts, OwnChallenge challenge) {
        this.parts = parts;
        this.challenge = challenge;
        this.scheme = scheme(parts.schemes(), challenge.commit().scheme());
        this.begun = parts.clock().instant();
    }

    static AuditScheme scheme(Schemes schemes, int number) {
        return schemes.find(number)
                .orElseThrow(() -> new HoldfastException(
                        ErrorCode.PROVIDER_UNKNOWN,
                        "audit scheme " + number,
                        "No bundle that is installed audits in scheme " + number + "."));
    }

    /** The scheme of the challenge. */
    public AuditScheme scheme() {
        return scheme;
    }

    /** Bytes of answers that came. */
    public long received() {
        return received;
    }

    /** In how many blocks the drawn pieces lay; 0 before the end. */
    public int blocks() {
        return blocks;
    }

    @Override
    public Optional<Answer> perform(Action action) {
        return switch (action) {
            case Action.Keep keep -> {
                parts.ledger()
                        .audits()
                        .keepCoin(
                                keep.coin().names().audit(),
                                Bytes.of(keep.coin().bytes()));
                yield Optional.empty();
            }
            case Action.Settle(AuditUnreceipted open) -> Optional.of(new Answer.Settled(settle(open)));
            case Action.Begin(Challenge part, boolean asBlock) ->
                Optional.of(new Answer.Expecting(begin(part, asBlock)));
            case Action.Append(ByteBuffer data) -> {
                append(data);
                yield Optional.empty();
            }
            case Action.Judge(AuditProof proof) -> Optional.of(judge(proof));
            case Action.Weigh(AuditShown shown) -> Optional.of(new Answer.Weighed(weigh(shown)));
            case Action.Recheck(Challenge part) -> Optional.of(new Answer.Rechecked(recheck(part)));
            case Action.Close(Ending ending) -> Optional.of(close(ending));
        };
    }

    /** What was said then, or that nothing is known of it. */
    private AuditReceipt settle(AuditUnreceipted open) {
        AuditReceipt.Result result = parts.ledger()
                .audits()
                .find(open.names().audit(), true)
                .map(row -> AuditReceipt.Result.valueOf(row.ended().result()))
                .orElse(AuditReceipt.Result.UNDECIDED);
        return new AuditReceipt(
                        open.names(), open.number(), result, parts.clock().instant(), SignedAudit.UNSIGNED)
                .signed(parts.self().device());
    }

    private long begin(Challenge part, boolean asBlock) {
        AuditScheme by = asBlock ? scheme(parts.schemes(), Formats.AUDIT_BLOCK_V1.number()) : scheme;
        Challenge asked = asBlock ? single(part) : part;
        block = asBlock;
        judges = judges(by, asked);
        whole = Mac.sha256();
        file = new FileHashes();
        kept = new ByteArrayOutputStream();
        at = 0;
        taken = 0;
        return judges.stream().mapToLong(Judge::most).sum();
    }

    /** A whole block is one piece, however many of its samples were bad. */
    private static Challenge single(Challenge part) {
        return new Challenge(part.random(), part.drawn(), List.of(part.samples().getFirst()));
    }

    private List<Judge> judges(AuditScheme by, Challenge part) {
        var names = challenge.commit().names();
        OwnedBlocks owned = parts.keys().owned(names.partner(), names.agreement(), by);
        List<Judge> made = new ArrayList<>();
        for (Challenge each : part.byKeyGeneration()) {
            int generation = each.samples().getFirst().block().keyGeneration();
            byte[] shared = parts.keys().shared(names.partner(), names.agreement(), by, generation);
            try {
                made.add(by.owner(shared).judge(each, owned));
            } finally {
                Arrays.fill(shared, (byte) 0);
            }
        }
        return made;
    }

    private void append(ByteBuffer data) {
        received += data.remaining();
        whole.update(data.duplicate());
        if (block) {
            file.accept(data.duplicate());
            if (challenge.commit().scheme() != Formats.AUDIT_BLOCK_V1.number()) {
                byte[] copy = new byte[data.remaining()];
                data.duplicate().get(copy);
                kept.writeBytes(copy);
            }
        }
        feed(data.duplicate());
    }

    /** Proofs of several key generations follow each other; each takes as much as it can have. */
    private void feed(ByteBuffer data) {
        while (data.hasRemaining() && at < judges.size()) {
            Judge judge = judges.get(at);
            int length = (int) Math.min(data.remaining(), judge.most() - taken);
            judge.accept(data.slice(data.position(), length));
            data.position(data.position() + length);
            taken += length;
            if (taken == judge.most()) {
                at++;
                taken = 0;
            }
        }
    }

    private Answer judge(AuditProof proof) {
        boolean asSigned = proof.proof().equals(Digest.of(whole.digest()));
        return new Answer.Judged(asSigned, isProved(judges));
    }

    private static boolean isProved(List<Judge> judges) {
        return judges.stream().allMatch(each -> each.judgement() instanceof Judgement.Proved);
    }

    private Weight weigh(AuditShown shown) {
        FileHashes.Sums sums = file.sums();
        boolean asSigned = sums.header().equals(shown.headerHash())
                && sums.tags().equals(shown.tagsHash())
                && sums.payload().equals(shown.payloadHash());
        boolean proved = isProved(judges);
        if (!asSigned) {
            return Weight.NOT_SAID;
        }
        if (proved) {
            return Weight.RIGHT;
        }
        return isAsReceived(shown) ? Weight.NOT_OURS : Weight.DIFFERENT;
    }

    /** Whether the holder has what it signed for, or what was sent to it as far as the ledger knows. */
    private boolean isAsReceived(AuditShown shown) {
        return parts.ledger()
                .segments()
                .find(shown.block())
                .filter(row -> receipt(row)
                        .map(shown::agreesWith)
                        .orElseGet(() -> row.headerHash().equals(shown.headerHash())
                                && row.payloadHash().equals(shown.payloadHash())))
                .isPresent();
    }

    private static Optional<StoreReceipt> receipt(PlacementRow row) {
        return Optional.of(row.receipt()).filter(bytes -> bytes.length() > 0).map(StoreReceipt::parse);
    }

    /** Whether an honest proof from the block that has just come would have been right. */
    private boolean recheck(Challenge part) {
        var proof = new ByteArrayOutputStream();
        int generation = part.samples().getFirst().block().keyGeneration();
        byte[] parameters = challenge.commit().parameters().stream()
                .filter(each -> each.keyGeneration() == generation)
                .findFirst()
                .map(each -> each.value().toArray())
                .orElseGet(() -> new byte[0]);
        try {
            scheme.prove(part, parameters, new BlockInMemory(kept.toByteArray(), scheme.shape()), proof);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL, scheme.id().toString(), "a block in memory cannot be proved", e);
        }
        List<Judge> own = judges(scheme, part);
        own.getFirst().accept(ByteBuffer.wrap(proof.toByteArray()));
        return isProved(own);
    }

    private Answer close(Ending said) {
        Ending ending = standing(said);
        Instant now = parts.clock().instant();
        var receipt = new AuditReceipt(
                        challenge.commit().names(),
                        challenge.commit().number(),
                        ending.result(),
                        now,
                        SignedAudit.UNSIGNED)
                .signed(parts.self().device());
        parts.ledger().audits().end(ended(ending, receipt, now));
        blocks = blocks(ending.drawn());
        return new Answer.Closed(finding(ending), receipt);
    }

    /** What was given up since the challenge was made is nobody's fault any more. */
    private Ending standing(Ending ending) {
        List<BlockId> standing = ending.blocks().stream()
                .filter(each -> parts.ledger()
                        .segments()
                        .find(each)
                        .filter(row -> row.state() == PlacementState.ACKED)
                        .isPresent())
                .toList();
        boolean gone = standing.isEmpty() && !ending.blocks().isEmpty();
        return new Ending(
                gone ? AuditReceipt.Result.UNDECIDED : ending.result(),
                ending.random(),
                ending.drawn(),
                standing,
                ending.answer());
    }

    private AuditRow.Ended ended(Ending ending, AuditReceipt receipt, Instant now) {
        var commit = challenge.commit();
        return new AuditRow.Ended(
                now,
                true,
                commit.names().partner(),
                commit.names().agreement(),
                commit.names().audit(),
                commit.number(),
                commit.scheme(),
                commit.count(),
                ending.random(),
                ending.result().name(),
                blocks(ending.drawn()),
                Math.max(0, now.toEpochMilli() - begun.toEpochMilli()),
                received,
                Bytes.of(receipt.bytes()),
                Bytes.of(ending.answer().bytes()));
    }

    private static int blocks(Challenge drawn) {
        return (int) drawn.samples().stream()
                .map(each -> each.block().block())
                .distinct()
                .count();
    }

    private AuditFinding finding(Ending ending) {
        return switch (ending.result()) {
            case PROVED ->
                new AuditFinding.Proved(
                        blocks(ending.drawn()), ending.drawn().samples().size());
            case ADMITTED -> new AuditFinding.Admitted(ending.blocks());
            case BAD_TAGS -> new AuditFinding.BadTags(ending.blocks());
            case WRONG -> new AuditFinding.Wrong(ending.blocks(), evidence(ending));
            case UNDECIDED -> new AuditFinding.Settled();
        };
    }

    private List<AuditEvidence> evidence(Ending ending) {
        Bytes answer = Bytes.of(ending.answer().bytes());
        return ending.blocks().stream()
                .flatMap(each -> parts.ledger().segments().find(each).stream())
                .filter(row -> receipt(row).isPresent())
                .map(row -> new AuditEvidence(row.block(), row.receipt(), answer))
                .filter(AuditEvidence::isContradiction)
                .toList();
    }
}

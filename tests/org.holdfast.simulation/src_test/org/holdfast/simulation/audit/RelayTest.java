// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditOwner;
import org.holdfast.core.audit.OwnChallenge;
import org.holdfast.core.port.AuditRow;
import org.holdfast.format.Mac;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.simulation.World;
import org.holdfast.simulation.node.Identity;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.AuditMessage.Data;
import org.holdfast.wire.AuditMessage.Open;
import org.holdfast.wire.AuditProof;
import org.holdfast.wire.Message;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mallory took Alice's blocks, gave receipts, and stored the same bytes with Bob as her own. Now Alice audits her, and she
 * lets Bob answer. Every word goes through the real conversations of both.
 */
@Tag("R45")
@Tag("R46")
class RelayTest {
    private static final int BLOCKS = 16;
    private static final int SAMPLES = 30;

    private final World world = new World(11);
    private final Identity mallory = Identity.create(2, world);
    private final Pair asked = new Pair(world, Identity.create(1, world), mallory);
    private final Pair outsourced = new Pair(world, mallory, Identity.create(3, world));
    private Optional<Digest> bobsHalf = Optional.empty();
    private Optional<AuditProof> bobsProof = Optional.empty();
    private Optional<ByteBuffer> bobsBytes = Optional.empty();
    private Optional<AuditFinding> bobSays = Optional.empty();

    private void store(int seed) {
        for (int i = 0; i < BLOCKS + seed % 2; i++) {
            byte[] payload = world.randomBytes(64 << 10);
            asked.store(payload, true, true);
            outsourced.store(payload, true, true);
        }
    }

    /** Alice's hidden half under Mallory's own name. Bob throws his coin, and Mallory gives Alice his half as her own. */
    private Message passedOn(Message message) {
        return switch (message) {
            case AuditCommit commit -> {
                begin(commit);
                yield commit;
            }
            case AuditCoin coin -> ofBob(coin);
            case Open open -> {
                finish(open.half());
                yield open;
            }
            case Data data
            when bobsBytes.isPresent() -> new Data(0, bobsBytes.get().duplicate());
            case AuditProof proof when bobsProof.isPresent() -> signedByMallory(proof, bobsProof.get());
            default -> message;
        };
    }

    private void begin(AuditCommit alices) {
        OwnChallenge own = outsourced.challenge(PlainScheme.PIECES, SAMPLES);
        AuditCommit mine = own.commit();
        AuditCommit twisted = new AuditCommit(
                        mine.names(),
                        mine.number(),
                        mine.scheme(),
                        mine.count(),
                        mine.catalogue(),
                        alices.hidden(),
                        mine.time(),
                        mine.parameters(),
                        mine.signature())
                .signed(mallory.self().device());
        outsourced.ownerLedger.audits().end(ended(own));
        outsourced
                .ownerLedger
                .audits()
                .owe(new OwnChallenge(twisted, own.half(), Optional.empty(), own.catalogue()).row());
        outsourced.breaksAfter = 2;
        outsourced.hold(OwnChallenge.read(
                outsourced.ownerLedger.audits().owed(Pair.AGREEMENT).orElseThrow(),
                mallory.self().device()));
        outsourced.breaksAfter = Integer.MAX_VALUE;
        bobsHalf = outsourced.messages.stream()
                .filter(AuditCoin.class::isInstance)
                .map(each -> ((AuditCoin) each).half())
                .findFirst();
    }

    private static AuditRow.Ended ended(OwnChallenge own) {
        AuditCommit commit = own.commit();
        return new AuditRow.Ended(
                Instant.EPOCH,
                true,
                commit.names().partner(),
                commit.names().agreement(),
                commit.names().audit(),
                commit.number(),
                commit.scheme(),
                commit.count(),
                commit.hash(),
                "UNDECIDED",
                0,
                0,
                0,
                Bytes.of(new byte[64]),
                Bytes.EMPTY);
    }

    private AuditCoin ofBob(AuditCoin coin) {
        return bobsHalf.map(half -> new AuditCoin(
                                coin.names(),
                                coin.commitment(),
                                half,
                                coin.catalogue(),
                                coin.time(),
                                coin.damaged(),
                                coin.signature())
                        .signed(mallory.self().device()))
                .orElse(coin);
    }

    /** Alice has opened: now Mallory can open to Bob. */
    private void finish(Digest half) {
        OwnChallenge begun = OwnChallenge.read(
                outsourced.ownerLedger.audits().owed(Pair.AGREEMENT).orElseThrow(),
                mallory.self().device());
        answered(outsourced.hold(new OwnChallenge(begun.commit(), half, begun.coin(), begun.catalogue())));
    }

    private void answered(AuditOwner.Outcome outcome) {
        bobSays = outcome instanceof AuditOwner.Outcome.Found(AuditFinding finding)
                ? Optional.of(finding)
                : Optional.empty();
        bobsProof = outsourced.messages.stream()
                .filter(AuditProof.class::isInstance)
                .map(AuditProof.class::cast)
                .findFirst();
        bobsBytes = outsourced.messages.stream()
                .filter(Data.class::isInstance)
                .map(each -> ((Data) each).data().duplicate())
                .findFirst();
    }

    private AuditProof signedByMallory(AuditProof asAsked, AuditProof bobs) {
        return new AuditProof(
                        asAsked.names(),
                        asAsked.random(),
                        bobs.length(),
                        bobs.proof(),
                        asAsked.time(),
                        asAsked.picks(),
                        asAsked.signature())
                .signed(mallory.self().device());
    }

    /** Bob finds that what is opened is not what was hidden, since it was hidden for other names: Mallory is the cheat. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whoPassesTheQuestionOnIsCaughtByTheOneWhoIsToAnswer(int seed) {
        store(seed);
        asked.altered = this::passedOn;
        asked.audit(PlainScheme.PIECES, SAMPLES);
        AuditFinding.Refused refused = assertInstanceOf(AuditFinding.Refused.class, bobSays.orElseThrow());
        assertEquals(ErrorCode.PEER_MISBEHAVED, refused.code());
        assertEquals(Optional.empty(), bobsProof, "he has proved nothing");
        assertTrue(outsourced.holderLedger.events().after(0, 100).stream()
                .anyMatch(row -> row.type().equals("AUDIT_CHEATED")));
    }

    /** With a challenge of her own to Bob, at the right moment and with whatever half she likes, she gets other pieces. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anAnswerToAnotherQuestionProvesNothing(int seed) {
        store(seed);
        asked.altered = message -> {
            if (message instanceof Open) {
                answered(outsourced.hold(outsourced.challenge(PlainScheme.PIECES, SAMPLES)));
            }
            return message instanceof AuditCommit || message instanceof AuditCoin || message instanceof Open
                    ? message
                    : passedOn(message);
        };
        AuditFinding finding = asked.audit(PlainScheme.PIECES, SAMPLES);
        assertInstanceOf(AuditFinding.Proved.class, bobSays.orElseThrow(), "to Mallory he proves it");
        assertFalse(finding instanceof AuditFinding.Proved, "Alice takes it: " + finding);
        byte[] bytes = new byte[bobsBytes.orElseThrow().remaining()];
        bobsBytes.orElseThrow().duplicate().get(bytes);
        assertEquals(bobsProof.orElseThrow().proof(), Mac.sha256(bytes), "it was Bob's whole answer");
        assertEquals(
                List.of(),
                asked.ownerLedger.audits().after(0, 10).stream()
                        .filter(row -> row.ended().result().equals("PROVED"))
                        .toList());
    }
}

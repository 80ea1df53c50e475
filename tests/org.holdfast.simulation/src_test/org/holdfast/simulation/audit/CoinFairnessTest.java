// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.holdfast.core.audit.Catalogue;
import org.holdfast.core.audit.Coin;
import org.holdfast.core.audit.OwnChallenge;
import org.holdfast.format.Mac;
import org.holdfast.model.AuditId;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.simulation.World;
import org.holdfast.simulation.node.Identity;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Draw;
import org.holdfast.wire.AuditCoin;
import org.holdfast.wire.AuditCommit;
import org.holdfast.wire.AuditNames;
import org.holdfast.wire.SignedAudit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Neither side can bias what is drawn, even if it chooses its half as cleverly as it can; and who passes question and
 * answer on gains nothing, though with a plain XOR of the halves it would have.
 */
@Tag("R45")
class CoinFairnessTest {
    private static final int BLOCKS = 16;
    private static final int DRAWS = 4000;

    /** The value that a chi-square of 15 degrees of freedom exceeds once in a thousand times. */
    private static final double CRITICAL = 37.70;

    private final SplittableRandom random = new SplittableRandom(42);
    private final World world = new World(42);
    private final Identity alice = Identity.create(1, world);
    private final Identity bob = Identity.create(2, world);
    private final Identity mallory = Identity.create(3, world);
    private final Catalogue catalogue = catalogue();

    private Catalogue catalogue() {
        List<AuditedBlock> blocks = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            blocks.add(new AuditedBlock(BlockId.of(Pair.filled(i, 16)), 1 + i, 1, 1 << 16));
        }
        return Catalogue.of(blocks);
    }

    private Digest chance() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Digest.of(bytes);
    }

    private OwnChallenge commit(Identity owner, Identity holder, long number, Digest half) {
        var names = new AuditNames(
                AuditId.of(Arrays.copyOf(chance().bytes(), 16)), owner.id(), holder.id(), Pair.AGREEMENT);
        // unsigned: nothing here asks who said it
        return new OwnChallenge(
                new AuditCommit(
                        names,
                        number,
                        PlainScheme.BLOCK.id().number(),
                        1,
                        catalogue.summary(PlainScheme.BLOCK.shape()),
                        Coin.hidden(half, names, number),
                        Instant.EPOCH,
                        List.of(),
                        SignedAudit.UNSIGNED),
                half,
                Optional.empty(),
                catalogue);
    }

    private static AuditCoin coin(OwnChallenge challenge, Digest half) {
        return new AuditCoin(
                challenge.commit().names(),
                challenge.commit().hash(),
                half,
                challenge.commit().catalogue(),
                Instant.EPOCH,
                List.of(),
                SignedAudit.UNSIGNED);
    }

    private int drawn(Digest r) {
        return block(r, catalogue);
    }

    private static int block(Digest r, Catalogue of) {
        AuditedBlock block = Draw.challenge(r, PlainScheme.BLOCK.shape(), of.blocks(), 1)
                .samples()
                .getFirst()
                .block();
        return (int) block.sequence() - 1;
    }

    private double chiSquare(int[] counts) {
        double expected = (double) DRAWS / BLOCKS;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    /** The holder wants block 0: of 16 halves it takes the one that would give it if Ra were what it guesses. */
    @Test
    void theHolderCannotSteerTheDraw() {
        int[] counts = new int[BLOCKS];
        for (int i = 0; i < DRAWS; i++) {
            Digest ra = chance();
            OwnChallenge challenge = commit(alice, bob, 1 + i, ra);
            Digest guess = chance();
            AuditCoin best = coin(challenge, chance());
            for (int j = 0; j < 16 && drawn(Coin.random(challenge.commit(), best, guess)) != 0; j++) {
                best = coin(challenge, chance());
            }
            counts[drawn(Coin.random(challenge.commit(), best, ra))]++;
        }
        double chi = chiSquare(counts);
        assertTrue(chi < CRITICAL, "chi-square " + chi);
    }

    /** The owner wants block 0: it commits to the half that would give it if the holder's were what it guesses. */
    @Test
    void theOwnerCannotSteerTheDraw() {
        int[] counts = new int[BLOCKS];
        for (int i = 0; i < DRAWS; i++) {
            Digest guess = chance();
            Digest ra = chance();
            OwnChallenge best = commit(alice, bob, 1 + i, ra);
            for (int j = 0; j < 16 && drawn(Coin.random(best.commit(), coin(best, guess), ra)) != 0; j++) {
                ra = chance();
                best = commit(alice, bob, 1 + i, ra);
            }
            counts[drawn(Coin.random(best.commit(), coin(best, chance()), ra))]++;
        }
        double chi = chiSquare(counts);
        assertTrue(chi < CRITICAL, "chi-square " + chi);
    }

    /** The test is sharp enough: without the commitment the holder gets what it wants, and chi-square shows it. */
    @Test
    void withoutACommitmentTheHolderWouldSteerIt() {
        int[] counts = new int[BLOCKS];
        for (int i = 0; i < DRAWS; i++) {
            Digest ra = chance();
            OwnChallenge challenge = commit(alice, bob, 1 + i, ra);
            AuditCoin best = coin(challenge, chance());
            for (int j = 0; j < 16 && drawn(Coin.random(challenge.commit(), best, ra)) != 0; j++) {
                best = coin(challenge, chance());
            }
            counts[drawn(Coin.random(challenge.commit(), best, ra))]++;
        }
        assertTrue(chiSquare(counts) > 10 * CRITICAL);
    }

    private static Digest xor(Digest one, Digest other) {
        byte[] sum = one.bytes();
        byte[] more = other.bytes();
        for (int i = 0; i < sum.length; i++) {
            sum[i] ^= more[i];
        }
        return Digest.of(sum);
    }

    /**
     * Mallory holds Alice's blocks by contract and has stored them with Bob as her own. She commits to Bob with what Alice
     * committed with, gives Alice Bob's half, and opens to Bob what Alice opens to her.
     */
    private int relayed(Function<Relay, Digest> aliceGets, Function<Relay, Digest> bobGets) {
        int same = 0;
        Map<Integer, Integer> asked = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            Relay relay = new Relay(i);
            int wanted = drawn(aliceGets.apply(relay));
            int shown = drawn(bobGets.apply(relay));
            asked.merge(wanted, 1, Integer::sum);
            same += wanted == shown ? 1 : 0;
        }
        assertEquals(BLOCKS, asked.size(), "everything was asked for");
        return same;
    }

    /** One relayed run: both challenges hide the same half, and both coins have the same half in them. */
    private final class Relay {
        final Digest ra = chance();
        final Digest rb = chance();
        final OwnChallenge byAlice;
        final OwnChallenge byMallory;

        Relay(int number) {
            byAlice = commit(alice, mallory, 1 + number, ra);
            byMallory = commit(mallory, bob, 1 + number, ra);
        }

        Digest boundForAlice() {
            return Coin.random(byAlice.commit(), coin(byAlice, rb), ra);
        }

        Digest boundForBob() {
            return Coin.random(byMallory.commit(), coin(byMallory, rb), ra);
        }
    }

    @Test
    void withPlainHalvesARelayAlwaysWorks() {
        Function<Relay, Digest> plain =
                relay -> Mac.sha256(xor(relay.ra, relay.rb).bytes());
        assertEquals(10_000, relayed(plain, plain));
    }

    /** Bob is asked for what Alice asked for no more often than by chance: one time in sixteen. */
    @Test
    void withIdentitiesInTheCoinItWorksByChanceOnly() {
        int same = relayed(Relay::boundForAlice, Relay::boundForBob);
        assertTrue(Math.abs(same - 10_000 / BLOCKS) < 5 * Math.sqrt(10_000.0 / BLOCKS), same + " of 10000");
    }

    /** Nor can she let Alice's own commitment pass as hers: the hidden half is another one for other names. */
    @Test
    void whatWasHiddenForOneIsWrongForAnother() {
        Relay relay = new Relay(1);
        assertNotEquals(
                Coin.hidden(relay.ra, relay.byAlice.commit().names(), 2),
                Coin.hidden(relay.ra, relay.byMallory.commit().names(), 2));
        var forBob = new AuditNames(relay.byAlice.commit().names().audit(), mallory.id(), bob.id(), Pair.AGREEMENT);
        assertNotEquals(relay.byAlice.commit().hidden(), Coin.hidden(relay.ra, forBob, 2));
    }
}

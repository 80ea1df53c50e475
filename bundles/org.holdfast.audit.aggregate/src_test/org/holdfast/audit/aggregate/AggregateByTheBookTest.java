// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Random;
import org.holdfast.model.Digest;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.spi.audit.Sample;
import org.holdfast.testkit.audit.AuditedStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scheme against its formulas. */
@Tag("R47")
@Tag("R49")
class AggregateByTheBookTest {
    private static final byte[] SHARED = new byte[32];
    private final AggregateScheme scheme = new AggregateScheme();

    /** Test case 2 of the GCM specification (McGrew and Viega): GHASH's first step, and the key of its hash. */
    @Test
    void theSlowMultiplicationIsThatOfGcm() {
        BigInteger h = hex("66e94bd4ef8a2c3b884cfa59ca342b2e");
        BigInteger c = hex("0388dace60b6a392f328c2b971b2fe78");
        assertEquals(hex("5e2ec746917062882c85b0685353deb7"), Slow.multiply(c, h));
        assertEquals(
                hex("f38cbb1ad69223dcc3457ae5b6b0f885"),
                Slow.multiply(Slow.multiply(c, h).xor(hex("80")), h));
    }

    @Test
    void tagsAreThoseOfTheFormula() {
        var random = new Random(8);
        for (int length : new int[] {1, 16, 4095, 4096, 4097, 16_384}) {
            byte[] shared = bytes(random, 32);
            byte[] key = bytes(random, 32);
            byte[] payload = bytes(random, length);
            assertArrayEquals(
                    Slow.tags(shared, key, payload),
                    scheme.owner(shared).mark(key, payload, length).tags());
        }
    }

    @Test
    void proofsAreThoseOfTheFormulaAndPassBoth() throws IOException {
        AuditedStore store = store(9);
        for (int seed = 0; seed < 4; seed++) {
            Challenge challenge = challenge(store, seed, 3 + 5 * seed);
            byte[] proof = prove(store, challenge);
            assertArrayEquals(slow(store, challenge), proof);
            assertTrue(Slow.accepts(SHARED, challenge, proof, store::blockKey));
            assertInstanceOf(Judgement.Proved.class, judge(store, challenge, proof));
        }
    }

    @Test
    void partsOfAChallengeAreThoseOfTheFormula() throws IOException {
        AuditedStore store = store(9);
        Challenge whole = challenge(store, 1, 12);
        for (long bits : new long[] {1, 0x800, 0x555, 0x3F, 0xFFF}) {
            Challenge part = whole.only(BitSet.valueOf(new long[] {bits}));
            byte[] proof = prove(store, part);
            assertArrayEquals(slow(store, part), proof);
            assertInstanceOf(Judgement.Proved.class, judge(store, part, proof));
        }
    }

    /** Nobody but the owner can make tags fit: what agrees for one key of the polynomial does not for another. */
    @Test
    void theJudgeAgreesWithTheFormulaOnWhatIsWrong() throws IOException {
        AuditedStore store = store(9);
        Challenge challenge = challenge(store, 2, 5);
        byte[] proof = prove(store, challenge);
        var random = new Random(4);
        for (int i = 0; i < 30; i++) {
            byte[] bad = proof.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            assertEquals(
                    Slow.accepts(SHARED, challenge, bad, store::blockKey),
                    judge(store, challenge, bad) instanceof Judgement.Proved);
        }
    }

    /** All zeros are the cheapest answer there is. */
    @Test
    void dataOfZerosDoNotMakeAnswersOfZeros() throws IOException {
        var store = new AuditedStore(scheme, SHARED, 3);
        store.add(new AuditedBlock(store.add(4096).block(), 7, 1, 16_384), new byte[16_384]);
        Challenge challenge = challenge(store, 2, 5);
        assertInstanceOf(Judgement.Proved.class, judge(store, challenge, prove(store, challenge)));
        assertInstanceOf(Judgement.Wrong.class, judge(store, challenge, new byte[4112]));
    }

    /** Two audits of the same pieces: sums of answers are no answers, as each has a base of its own. */
    @Test
    void sumsOfOldAnswersAreWrong() throws IOException {
        AuditedStore store = store(9);
        byte[] one = prove(store, challenge(store, 1, 12));
        byte[] two = prove(store, challenge(store, 2, 12));
        for (int i = 0; i < one.length; i++) {
            one[i] ^= two[i];
        }
        assertInstanceOf(Judgement.Wrong.class, judge(store, challenge(store, 3, 12), one));
    }

    private AuditedStore store(long seed) {
        var store = new AuditedStore(scheme, SHARED, seed);
        for (int length : new int[] {16_384, 9_000, 100, 16_384}) {
            store.add(length);
        }
        return store;
    }

    private Challenge challenge(AuditedStore store, int seed, int count) {
        byte[] random = new byte[32];
        random[5] = (byte) seed;
        return Draw.challenge(Digest.of(random), scheme.shape(), store.catalogue(), count);
    }

    private byte[] prove(AuditedStore store, Challenge challenge) throws IOException {
        var proof = new ByteArrayOutputStream();
        scheme.prove(challenge, new byte[0], store, proof);
        return proof.toByteArray();
    }

    private Judgement judge(AuditedStore store, Challenge challenge, byte[] proof) {
        Judge judge = scheme.owner(SHARED).judge(challenge, store);
        judge.accept(ByteBuffer.wrap(proof));
        return judge.judgement();
    }

    private static byte[] slow(AuditedStore store, Challenge challenge) {
        return Slow.proof(challenge, block -> store.held(block).payload(), sample -> tag(store, sample));
    }

    private static BigInteger tag(AuditedStore store, Sample sample) {
        byte[] payload = store.held(sample.block()).payload();
        int begin = 4096 * sample.piece();
        byte[] piece = Arrays.copyOfRange(payload, begin, Math.min(payload.length, begin + 4096));
        return Slow.tag(SHARED, store.blockKey(sample.block()), piece, sample.piece());
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(1, HexFormat.of().parseHex(digits));
    }
}

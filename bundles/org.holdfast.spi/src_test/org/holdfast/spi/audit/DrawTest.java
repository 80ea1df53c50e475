// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.model.BlockId;
import org.holdfast.model.Digest;
import org.holdfast.model.Id16;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R45")
@Tag("R49")
class DrawTest {
    private static final AuditShape PIECES = new AuditShape(12, true, 0, 1000);
    private static final AuditShape BLOCKS = new AuditShape(0, false, 0, 1);

    /** With 46 degrees of freedom chi-square is below 81.4 in 999 of 1000 cases; the seeds are fixed. */
    @Test
    void everyPieceIsAsLikelyAsEachOther() {
        List<AuditedBlock> catalogue = catalogue(3 * 4096, 20 * 4096, 1, 4096, 22 * 4096);
        assertEquals(47, Draw.pieces(PIECES, catalogue));
        var random = new Random(45);
        int[] counts = new int[47];
        int[] begins = {0, 3, 23, 24, 25};
        int rounds = 20_000;
        for (int i = 0; i < rounds; i++) {
            for (Sample each :
                    Draw.challenge(random(random), PIECES, catalogue, 5).samples()) {
                counts[begins[(int) each.block().sequence() - 1] + each.piece()]++;
            }
        }
        double expected = rounds * 5 / 47.0;
        double chi = 0;
        for (int count : counts) {
            chi += (count - expected) * (count - expected) / expected;
        }
        assertTrue(chi < 81.4, "chi-square " + chi);
        assertTrue(chi > 10, "a draw that is too even is none: " + chi);
    }

    @Test
    void ofWholeBlocksEachIsAsLikelyWhateverItsLength() {
        List<AuditedBlock> catalogue = catalogue(16_384, 1 << 24, 16_384, 32_768);
        var random = new Random(46);
        int[] counts = new int[4];
        for (int i = 0; i < 40_000; i++) {
            Sample drawn = Draw.challenge(random(random), BLOCKS, catalogue, 1)
                    .samples()
                    .getFirst();
            counts[(int) drawn.block().sequence() - 1]++;
        }
        double chi = 0;
        for (int count : counts) {
            chi += (count - 10_000.0) * (count - 10_000) / 10_000;
        }
        assertTrue(chi < 16.3, "chi-square " + chi);
    }

    /** A u64 is not a multiple of N: with N = 3 · 2^62 the lower third would come up twice as often. */
    @Test
    void thereIsNoBiasTowardsSmallNumbers() {
        long pieces = 3L << 61;
        var random = new Random(47);
        int[] thirds = new int[3];
        for (int i = 0; i < 30_000; i++) {
            long number = Draw.numbers(random(random), pieces, 1).getFirst();
            assertTrue(number >= 0 && number < pieces, "number " + number);
            thirds[(int) (number / (1L << 61))]++;
        }
        for (int count : thirds) {
            assertEquals(10_000, count, 350);
        }
    }

    @Test
    void nothingIsDrawnTwiceAndEverythingIfSoMuchIsAskedFor() {
        List<AuditedBlock> catalogue = catalogue(50 * 4096, 70 * 4096 - 5);
        for (int count : new int[] {1, 60, 119, 120, 121, 1000}) {
            Challenge challenge = Draw.challenge(random(new Random(count)), PIECES, catalogue, count);
            Set<List<Object>> pieces = new HashSet<>();
            challenge.samples().forEach(each -> pieces.add(List.of(each.block(), each.piece())));
            assertEquals(Math.min(count, 120), challenge.drawn());
            assertEquals(challenge.drawn(), pieces.size());
            assertEquals(
                    IntStream.rangeClosed(1, challenge.drawn()).boxed().toList(),
                    challenge.samples().stream().map(Sample::order).toList());
        }
    }

    /** By the sentence of docs/format-audit.md: AES block by block, remainders by big numbers. */
    @Test
    void itIsTheDrawOfTheFormat() throws GeneralSecurityException {
        var random = new Random(48);
        for (int i = 0; i < 50; i++) {
            Digest value = random(random);
            long pieces = 1 + random.nextLong(i % 2 == 0 ? 1000 : Long.MAX_VALUE);
            assertEquals(slow(value, pieces, 40), Draw.numbers(value, pieces, 40));
        }
    }

    private static List<Long> slow(Digest value, long pieces, int count) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(value.bytes(), "HmacSHA256"));
        byte[] key = mac.doFinal("idx\u0001".getBytes(StandardCharsets.ISO_8859_1));
        Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        BigInteger n = BigInteger.valueOf(pieces);
        BigInteger limit = BigInteger.TWO.pow(64).divide(n).multiply(n);
        List<Long> drawn = new ArrayList<>();
        for (long word = 0; drawn.size() < Math.min(count, pieces); word++) {
            byte[] block = aes.doFinal(
                    ByteBuffer.allocate(16).putLong(0).putLong(word / 2).array());
            BigInteger number = new BigInteger(1, block, (int) (word % 2) * 8, 8);
            long piece = number.mod(n).longValue();
            if (number.compareTo(limit) < 0 && !drawn.contains(piece)) {
                drawn.add(piece);
            }
        }
        return drawn;
    }

    @Test
    void otherRandomValuesGiveOtherSamplesAndEqualOnesTheSame() {
        List<AuditedBlock> catalogue = catalogue(500 * 4096, 700 * 4096);
        Digest value = random(new Random(1));
        assertEquals(Draw.challenge(value, PIECES, catalogue, 50), Draw.challenge(value, PIECES, catalogue, 50));
        assertNotEquals(
                Draw.challenge(value, PIECES, catalogue, 50).samples(),
                Draw.challenge(random(new Random(2)), PIECES, catalogue, 50).samples());
    }

    @Test
    void partsKeepOrderAndRandomValue() {
        List<AuditedBlock> catalogue = catalogue(50 * 4096, 70 * 4096);
        Challenge whole = Draw.challenge(random(new Random(1)), PIECES, catalogue, 20);
        BitSet chosen = new BitSet();
        chosen.set(3);
        chosen.set(19);
        Challenge part = whole.only(chosen);
        assertEquals(List.of(whole.samples().get(3), whole.samples().get(19)), part.samples());
        assertEquals(20, part.drawn());
        assertEquals(whole.random(), part.random());
        chosen.clear(3);
        assertThrows(IllegalArgumentException.class, () -> part.only(chosen));
        assertThrows(IllegalArgumentException.class, () -> part.only(new BitSet()));
    }

    @Test
    void eachKeyGenerationIsAChallengeOfItsOwn() {
        List<AuditedBlock> catalogue = new ArrayList<>(catalogue(50 * 4096));
        catalogue.add(new AuditedBlock(id(7), 7, 3, 50 * 4096));
        catalogue.add(new AuditedBlock(id(8), 8, 2, 50 * 4096));
        Challenge whole = Draw.challenge(random(new Random(1)), PIECES, catalogue, 60);
        List<Challenge> parts = whole.byKeyGeneration();
        assertEquals(3, parts.size());
        assertEquals(60, parts.stream().mapToInt(each -> each.samples().size()).sum());
        for (int i = 0; i < 3; i++) {
            int generation = i + 1;
            assertTrue(parts.get(i).samples().stream()
                    .allMatch(each -> each.block().keyGeneration() == generation));
            assertEquals(60, parts.get(i).drawn());
        }
    }

    @Test
    void countsThatNoProofIsAboutAreRefused() {
        List<AuditedBlock> catalogue = catalogue(4096);
        Digest value = random(new Random(1));
        assertThrows(IllegalArgumentException.class, () -> Draw.challenge(value, PIECES, catalogue, 0));
        assertThrows(IllegalArgumentException.class, () -> Draw.challenge(value, PIECES, catalogue, 1001));
        assertThrows(IllegalArgumentException.class, () -> Draw.challenge(value, BLOCKS, catalogue, 2));
        assertThrows(IllegalArgumentException.class, () -> Draw.challenge(value, PIECES, List.of(), 1));
    }

    private static List<AuditedBlock> catalogue(int... lengths) {
        return IntStream.range(0, lengths.length)
                .mapToObj(i -> new AuditedBlock(id(i), 1 + i, 1, lengths[i]))
                .toList();
    }

    private static BlockId id(int number) {
        return new BlockId(Id16.of(ByteBuffer.allocate(16).putInt(number).array()));
    }

    private static Digest random(Random random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Digest.of(bytes);
    }
}

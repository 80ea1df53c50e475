// SPDX-License-Identifier: EPL-2.0
package org.holdfast.audit.rsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.holdfast.audit.rsa.internal.RsaKey;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.spi.audit.HeldBlocks;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.testkit.audit.AuditedStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R48")
class RsaPrimesTest {
    static Stream<AuditScheme> schemes() {
        return Stream.of(new RsaScheme(), new RsaThreePrimes(), new RsaFourPrimes());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void theModulusIsTheProductOfDistinctSafePrimes(int count) {
        RsaKey key = RsaKey.derive(Keys.quick(1), count);
        assertEquals(count, new HashSet<>(key.primes()).size());
        for (BigInteger p : key.primes()) {
            assertEquals(3072 / count, p.bitLength());
            assertTrue(p.isProbablePrime(200) && p.shiftRight(1).isProbablePrime(200), "not a safe prime: " + p);
        }
        assertEquals(3072, key.modulus().bitLength());
        assertEquals(key.modulus(), key.primes().stream().reduce(BigInteger.ONE, BigInteger::multiply));
        BigInteger base = new BigInteger(3000, new Random(1));
        assertEquals(BigInteger.ONE, base.modPow(key.order(), key.modulus()));
        assertFalse(key.toString().contains(key.primes().getFirst().toString()));
    }

    /** By the sentence, without the provider: what the owner kept is D mod φ(N), and the answer r^D mod N. */
    @ParameterizedTest
    @MethodSource("schemes")
    void theAnswerIsThePowerAndWhatIsKeptTheRemainder(AuditScheme scheme) throws IOException {
        var store = new AuditedStore(scheme, Keys.quick(1), 5);
        AuditedBlock block = store.add(4096);
        BigInteger data = new BigInteger(1, store.held(block).payload());
        int primes = Integer.parseInt(
                scheme.id().name().replace("rsa-v1", "rsa-2-v1").substring(4, 5));
        RsaKey key = RsaKey.derive(Keys.quick(1), primes);
        assertEquals(data.mod(key.order()), new BigInteger(1, store.kept(block, 0)));
        Challenge challenge = challenge(scheme, store, 1, 7);
        byte[] proof = prove(scheme, challenge, store);
        byte[] nu = Slow.stream(challenge.random(), "nu", 16);
        byte[] root = Slow.stream(challenge.random(), "r", 400);
        BigInteger r = new BigInteger(1, root).pow(2).mod(key.modulus());
        BigInteger expected = r.modPow(new BigInteger(1, nu).multiply(data), key.modulus());
        assertEquals(expected, new BigInteger(1, proof));
        assertTrue(proof.length + scheme.owner(Keys.quick(1)).parameters().length < 1000, "1 KB on the wire");
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void rightAnswersProveAndWrongOnesDoNot(AuditScheme scheme) throws IOException {
        var store = new AuditedStore(scheme, Keys.quick(1), 5);
        store.add(16_384);
        store.add(20_000);
        Challenge challenge = challenge(scheme, store, 8, 7);
        byte[] proof = prove(scheme, challenge, store);
        assertInstanceOf(Judgement.Proved.class, judge(scheme, challenge, store, proof));
        for (int bit = 0; bit < 8 * proof.length; bit += 37) {
            proof[bit / 8] ^= (byte) (1 << bit % 8);
            assertInstanceOf(Judgement.Wrong.class, judge(scheme, challenge, store, proof));
            proof[bit / 8] ^= (byte) (1 << bit % 8);
        }
        var asked = challenge.samples().getFirst();
        store.held(asked.block()).payload()[scheme.shape().offset(asked.piece())] ^= 1;
        assertInstanceOf(Judgement.Wrong.class, judge(scheme, challenge, store, prove(scheme, challenge, store)));
    }

    /** The same residue by another number would pass an owner that only looks at remainders. */
    @Test
    void anAnswerThatIsNotBelowTheModulusIsWrong() throws IOException {
        AuditScheme scheme = new RsaFourPrimes();
        var store = new AuditedStore(scheme, Keys.quick(1), 5);
        store.add(4096);
        RsaKey key = RsaKey.derive(Keys.quick(1), 4);
        for (int seed = 0; ; seed++) {
            Challenge challenge = challenge(scheme, store, 1, seed);
            BigInteger other = new BigInteger(1, prove(scheme, challenge, store)).add(key.modulus());
            if (other.bitLength() <= 3072) {
                byte[] bytes = other.toByteArray();
                byte[] answer = Arrays.copyOfRange(bytes, bytes.length - 384, bytes.length);
                assertInstanceOf(Judgement.Wrong.class, judge(scheme, challenge, store, answer));
                return;
            }
        }
    }

    @Test
    void eachChallengeHasABaseOfItsOwn() throws IOException {
        AuditScheme scheme = new RsaFourPrimes();
        var store = new AuditedStore(scheme, Keys.quick(1), 5);
        store.add(4096);
        byte[] first = prove(scheme, challenge(scheme, store, 1, 1), store);
        Challenge second = challenge(scheme, store, 1, 2);
        assertFalse(Arrays.equals(first, prove(scheme, second, store)));
        assertInstanceOf(Judgement.Wrong.class, judge(scheme, second, store, first));
    }

    @Test
    void whatWouldTakeOverASecondIsRefusedUnlessTheHolderHasTheTime() throws IOException {
        AuditScheme scheme = new RsaFourPrimes();
        var store = new AuditedStore(scheme, Keys.quick(1), 5);
        store.add(4096);
        Challenge challenge = challenge(scheme, store, 1, 1);
        byte[] tooLong = new byte[1024];
        new Random(3).nextBytes(tooLong);
        tooLong[0] |= (byte) 0x80;
        tooLong[1023] |= 1;
        HoldfastException refused = assertThrows(
                HoldfastException.class,
                () -> scheme.prove(challenge, tooLong, store, OutputStream.nullOutputStream()));
        assertEquals(ErrorCode.USAGE, refused.code());
        assertTrue(refused.getMessage().contains("1000 ms at most"), refused.getMessage());
        var proof = new ByteArrayOutputStream();
        scheme.prove(challenge, tooLong, new Patient(store), proof);
        assertEquals(1024, proof.size());
    }

    @Test
    void modulesThatNoOwnerMakesAreRefused() {
        AuditScheme scheme = new RsaFourPrimes();
        var store = new AuditedStore(scheme, Keys.quick(1), 5);
        store.add(4096);
        Challenge challenge = challenge(scheme, store, 1, 1);
        byte[] good = scheme.owner(Keys.quick(1)).parameters();
        byte[] even = good.clone();
        even[383] &= (byte) 0xFE;
        byte[] small = good.clone();
        small[0] = 0;
        for (byte[] bad : List.of(even, small, new byte[384], Arrays.copyOf(good, 383), new byte[0])) {
            assertThrows(
                    MalformedInput.class, () -> scheme.prove(challenge, bad, store, OutputStream.nullOutputStream()));
        }
    }

    @Test
    void equalSharedKeysGiveEqualKeysAndOthersOthers() {
        AuditScheme scheme = new RsaFourPrimes();
        byte[] first = scheme.owner(Keys.quick(1)).parameters();
        assertArrayEquals(first, new RsaFourPrimes().owner(Keys.quick(1)).parameters());
        assertFalse(Arrays.equals(first, scheme.owner(Keys.quick(2)).parameters()));
    }

    private static Challenge challenge(AuditScheme scheme, AuditedStore store, int count, int seed) {
        byte[] random = new byte[32];
        random[0] = (byte) seed;
        return Draw.challenge(Digest.of(random), scheme.shape(), store.catalogue(), count);
    }

    private static byte[] prove(AuditScheme scheme, Challenge challenge, AuditedStore store) throws IOException {
        var proof = new ByteArrayOutputStream();
        scheme.prove(challenge, scheme.owner(Keys.quick(1)).parameters(), store, proof);
        return proof.toByteArray();
    }

    private static Judgement judge(AuditScheme scheme, Challenge challenge, AuditedStore store, byte[] proof) {
        Judge judge = scheme.owner(Keys.quick(1)).judge(challenge, store);
        judge.accept(ByteBuffer.wrap(proof));
        return judge.judgement();
    }

    /** A holder with a minute for a proof. */
    private record Patient(HeldBlocks held) implements HeldBlocks {
        @Override
        public byte[] header(AuditedBlock block) throws IOException {
            return held.header(block);
        }

        @Override
        public byte[] tags(AuditedBlock block) throws IOException {
            return held.tags(block);
        }

        @Override
        public void tag(AuditedBlock block, int piece, byte[] out) throws IOException {
            held.tag(block, piece, out);
        }

        @Override
        public void payload(AuditedBlock block, int offset, int length, byte[] out) throws IOException {
            held.payload(block, offset, length, out);
        }

        @Override
        public Duration patience() {
            return Duration.ofMinutes(1);
        }
    }
}

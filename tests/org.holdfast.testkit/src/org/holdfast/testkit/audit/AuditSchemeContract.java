// SPDX-License-Identifier: EPL-2.0
package org.holdfast.testkit.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.holdfast.model.Digest;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.audit.AuditScheme;
import org.holdfast.spi.audit.AuditedBlock;
import org.holdfast.spi.audit.Challenge;
import org.holdfast.spi.audit.Draw;
import org.holdfast.spi.audit.Judge;
import org.holdfast.spi.audit.Judgement;
import org.holdfast.spi.audit.OwnerSide;
import org.holdfast.spi.audit.Sample;
import org.holdfast.testkit.audit.AuditedStore.Held;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What holds for every audit scheme: a holder of everything proves it, and one that lacks a byte of what is asked for, or
 * has another block or another version in its place, does not. Each provider subclasses this.
 */
@Tag("R47")
public abstract class AuditSchemeContract {
    private static final long SEED = 20_261_129;
    private AuditScheme scheme;
    private AuditedStore store;
    private final Random random = new Random(SEED);

    /** The provider under test. */
    protected abstract AuditScheme scheme();

    /** 32 bytes; one whose preparation is quick. */
    protected byte[] sharedKey() {
        byte[] key = new byte[32];
        key[0] = 1;
        return key;
    }

    /** Samples of a challenge of more than one, as many as are quick to prove. */
    protected int several() {
        return Math.min(40, scheme.shape().mostSamples());
    }

    /** How many flipped bits of a proof are tried. */
    protected int flips() {
        return 300;
    }

    /** How often a case that draws at random is tried. */
    protected int rounds() {
        return 20;
    }

    /** Most bytes of a proof on the wire, {@link Integer#MAX_VALUE} if the blocks themselves go there. */
    protected abstract int mostOnTheWire();

    @BeforeEach
    void blocks() {
        scheme = scheme();
        store = new AuditedStore(scheme, sharedKey(), SEED);
        for (int length : new int[] {16_384, 65_536, 16_384, 10_000, 1, 4_097, 32_768}) {
            store.add(length);
        }
    }

    @Test
    void whoHasEverythingProvesIt() throws IOException {
        for (int i = 0; i < rounds(); i++) {
            Challenge challenge = draw(several());
            byte[] proof = prove(challenge);
            assertProved(challenge, proof);
            assertTrue(proof.length <= judge(challenge).most(), proof.length + " bytes");
            assertTrue(proof.length <= mostOnTheWire(), proof.length + " bytes");
        }
    }

    @Test
    void equalArgumentsGiveEqualProofs() throws IOException {
        Challenge challenge = draw(several());
        assertArrayEquals(prove(challenge), prove(challenge));
    }

    @Test
    void onePieceIsReadAtATime() throws IOException {
        prove(draw(several()));
        int piece =
                scheme.shape().pieceLog2() == 0 ? 64 << 10 : 1 << scheme.shape().pieceLog2();
        assertTrue(store.longestRead() <= piece, store.longestRead() + " bytes were read at once");
    }

    @Test
    void aProofMayComeInPartsOfAnyLength() throws IOException {
        Challenge challenge = draw(several());
        byte[] proof = prove(challenge);
        for (int i = 0; i < 5; i++) {
            Judge judge = judge(challenge);
            for (int at = 0, next; at < proof.length; at = next) {
                next = Math.min(proof.length, at + 1 + random.nextInt(i == 0 ? 7 : 2000));
                ByteBuffer part = ByteBuffer.wrap(proof, at, next - at);
                judge.accept(part);
                assertEquals(0, part.remaining());
            }
            assertInstanceOf(Judgement.Proved.class, judge.judgement());
        }
    }

    @Test
    void everyFlippedBitOfAProofIsNoticed() throws IOException {
        Challenge challenge = draw(several());
        byte[] proof = prove(challenge);
        for (int i = 0; i < flips(); i++) {
            int bit = flips() >= 8 * proof.length ? i % (8 * proof.length) : random.nextInt(8 * proof.length);
            proof[bit / 8] ^= (byte) (1 << bit % 8);
            assertWrong(challenge, proof);
            proof[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertProved(challenge, proof);
    }

    @Test
    void proofsOfAnotherLengthAreWrong() throws IOException {
        Challenge challenge = draw(several());
        byte[] proof = prove(challenge);
        for (int length : new int[] {0, 1, 15, 16, proof.length - 1, proof.length + 1, 2 * proof.length}) {
            assertEquals(
                    new Judgement.Wrong(Judgement.Reason.LENGTH),
                    judged(challenge, Arrays.copyOf(proof, length)),
                    length + " bytes of " + proof.length);
        }
    }

    @Test
    void aChangedByteOfAPieceIsFoundWhereverItIs() throws IOException {
        for (int i = 0; i < rounds(); i++) {
            Challenge challenge = draw(several());
            Sample sample =
                    challenge.samples().get(random.nextInt(challenge.samples().size()));
            int length = scheme.shape().length(sample.piece(), sample.block().payloadLength());
            int at = scheme.shape().offset(sample.piece()) + random.nextInt(length);
            byte[] payload = store.held(sample.block()).payload();
            payload[at] ^= (byte) (1 << random.nextInt(8));
            assertWrong(challenge, prove(challenge));
            blocks();
        }
    }

    @Test
    void aChangedTagIsFound() throws IOException {
        if (!scheme.shape().tagged()) {
            return;
        }
        Challenge challenge = draw(several());
        for (Sample sample : challenge.samples()) {
            byte[] tags = store.held(sample.block()).tags();
            tags[16 * sample.piece() + random.nextInt(16)] ^= 4;
            assertWrong(challenge, prove(challenge));
            blocks();
        }
    }

    @Test
    void whatIsNotAskedForMayBeDamaged() throws IOException {
        Challenge challenge = draw(1);
        AuditedBlock asked = challenge.samples().getFirst().block();
        store.catalogue().stream().filter(each -> !each.equals(asked)).forEach(store::lose);
        assertProved(challenge, prove(challenge));
    }

    @Test
    void aBlockInAnothersPlaceIsFound() throws IOException {
        AuditedBlock first = store.catalogue().get(0);
        AuditedBlock third = store.catalogue().get(2);
        Held moved = store.held(third);
        store.replace(third, store.held(first));
        store.replace(first, moved);
        for (AuditedBlock each : List.of(first, third)) {
            Challenge challenge = whole(each);
            assertWrong(challenge, prove(challenge));
        }
    }

    @Test
    void anOlderVersionIsFound() throws IOException {
        AuditedBlock old = store.catalogue().getFirst();
        byte[] changed = store.held(old).payload().clone();
        changed[100] ^= 1;
        AuditedBlock now = store.add(new AuditedBlock(old.block(), 99, 1, old.payloadLength()), changed);
        Challenge challenge = whole(now);
        assertProved(challenge, prove(challenge));
        store.replace(now, store.held(old));
        assertWrong(challenge, prove(challenge));
    }

    @Test
    void anotherOwnersBlockIsFound() throws IOException {
        AuditedStore stranger = new AuditedStore(scheme, foreignKey(), SEED + 1);
        AuditedBlock theirs = stranger.add(16_384);
        AuditedBlock ours = store.catalogue().getFirst();
        store.replace(ours, stranger.held(theirs));
        assertWrong(whole(ours), prove(whole(ours)));
    }

    /** Another owner's. */
    protected byte[] foreignKey() {
        byte[] key = new byte[32];
        key[0] = 2;
        return key;
    }

    @Test
    void anAnswerToAnotherChallengeIsWrong() throws IOException {
        Challenge before = draw(several());
        byte[] proof = prove(before);
        var again = new Challenge(randomValue(), before.drawn(), before.samples());
        boolean whole = scheme.shape().pieceLog2() == 0;
        // A whole block is its own proof, whoever asks when: that it is there now shows the way it comes.
        assertEquals(whole, judged(again, proof) instanceof Judgement.Proved);
    }

    @Test
    @Tag("R49")
    void aFailedProofIsNarrowedDownToTheBlock() throws IOException {
        Challenge part = draw(several());
        Sample bad = part.samples().get(random.nextInt(part.samples().size()));
        store.held(bad.block()).payload()[scheme.shape().offset(bad.piece())] ^= 1;
        int rounds = 0;
        while (part.samples().size() > 1) {
            int half = part.samples().size() / 2;
            BitSet first = new BitSet();
            first.set(0, half);
            BitSet second = new BitSet();
            second.set(half, part.samples().size());
            Challenge left = part.only(first);
            part = judged(left, prove(left)) instanceof Judgement.Wrong ? left : part.only(second);
            assertWrong(part, prove(part));
            rounds++;
        }
        assertEquals(bad.block(), part.samples().getFirst().block());
        assertTrue(rounds <= 9, rounds + " rounds");
    }

    @Test
    void whatCannotBeReadIsNoProof() {
        Challenge challenge = draw(1);
        store.lose(challenge.samples().getFirst().block());
        assertThrows(IOException.class, () -> prove(challenge));
    }

    @Test
    void parametersThatNoOwnerMakesAreRefused() {
        Challenge challenge = draw(1);
        for (int length : new int[] {1, 383, 5000}) {
            assertThrows(
                    MalformedInput.class,
                    () -> scheme.prove(challenge, new byte[length], store, OutputStream.nullOutputStream()));
        }
    }

    @Test
    void marksAreAsLongAsTheShapeSays() {
        OwnerSide owner = scheme.owner(sharedKey());
        for (int length : new int[] {1, 4096, 16_384, 20_000}) {
            var marks = owner.mark(new byte[32], new byte[length + 5], length);
            assertEquals(scheme.shape().tagsLength(length), marks.tags().length);
            assertEquals(scheme.shape().pieces(length) * scheme.shape().kept(), marks.kept().length);
        }
    }

    /** A challenge of all blocks. */
    protected final Challenge draw(int count) {
        return Draw.challenge(randomValue(), scheme.shape(), store.catalogue(), count);
    }

    /** A challenge for all of one block. */
    private Challenge whole(AuditedBlock block) {
        int pieces = scheme.shape().pieces(block.payloadLength());
        return Draw.challenge(randomValue(), scheme.shape(), List.of(block), pieces);
    }

    private Digest randomValue() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Digest.of(bytes);
    }

    private byte[] prove(Challenge challenge) throws IOException {
        var proof = new ByteArrayOutputStream();
        scheme.prove(challenge, scheme.owner(sharedKey()).parameters(), store, proof);
        return proof.toByteArray();
    }

    private Judge judge(Challenge challenge) {
        return scheme.owner(sharedKey()).judge(challenge, store);
    }

    private Judgement judged(Challenge challenge, byte[] proof) {
        Judge judge = judge(challenge);
        judge.accept(ByteBuffer.wrap(proof));
        return judge.judgement();
    }

    private void assertProved(Challenge challenge, byte[] proof) {
        assertInstanceOf(Judgement.Proved.class, judged(challenge, proof));
    }

    private void assertWrong(Challenge challenge, byte[] proof) {
        assertInstanceOf(Judgement.Wrong.class, judged(challenge, proof));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.block;

import static org.holdfast.format.block.BlockSamples.KEYS;
import static org.holdfast.format.block.BlockSamples.SHARD;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.BlockClass;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What comes back from a partner is the very block that was asked for, or nothing. */
class BlockRejectionTest {
    private final byte[] shard = Cases.bytes(Cases.seeded(1), SHARD);
    private final SealedBlock block = BlockSamples.seal(shard, 2, 8, true, Cases.seeded(2));
    private final byte[] payload = BlockSamples.payload(block);
    private final Expectation expected = BlockSamples.expected(2, 8, true);

    @Test
    @Tag("R37")
    void blockOfAnotherPartnerIsRejected() {
        SealedBlock others = BlockSamples.seal(shard, 3, 8, true, Cases.seeded(3));
        assertRejected(Opened.Reason.OTHER_PARTNER, others, expected);
    }

    @Test
    @Tag("R37")
    void blockOfAnotherPositionIsRejected() {
        Expectation position = new Expectation(
                expected.owner(),
                expected.partner(),
                expected.agreement(),
                8,
                BlockClass.DATA,
                BlockSamples.location(3, true));
        assertRejected(Opened.Reason.OTHER_SHARD, block, position);
    }

    @Test
    @Tag("R37")
    void olderVersionIsRejected() {
        SealedBlock older = BlockSamples.seal(shard, 2, 7, true, Cases.seeded(3));
        assertRejected(Opened.Reason.OLD_VERSION, older, expected);
        assertInstanceOf(
                Opened.Shard.class,
                BlockSamples.open(older.header(), BlockSamples.payload(older), BlockSamples.expected(2, 7, true)));
    }

    @Test
    @Tag("R37")
    void blockOfAnotherOwnerAgreementOrClassIsRejected() {
        assertRejected(Opened.Reason.OTHER_OWNER, block, with(expected, BlockSamples.owner(99), 2, BlockClass.DATA));
        assertRejected(Opened.Reason.OTHER_AGREEMENT, block, with(expected, BlockSamples.OWNER, 9, BlockClass.DATA));
        assertRejected(Opened.Reason.OTHER_CLASS, block, with(expected, BlockSamples.OWNER, 2, BlockClass.META));
    }

    private static Expectation with(
            Expectation expected, org.holdfast.model.OwnerId owner, int agreement, BlockClass blockClass) {
        return new Expectation(
                owner, expected.partner(), BlockSamples.agreement(agreement), 8, blockClass, expected.location());
    }

    @Test
    @Tag("R37")
    void everyAlteredBitOfTheHeaderShows() {
        byte[] header = block.header().bytes();
        for (int bit = 0; bit < 296 * 8; bit++) {
            byte[] altered = header.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(opens(altered), "owner: bit " + bit);
        }
        for (int at = 0; at < BlockHeader.BYTES; at++) { // a bit of each byte: signatures take their time
            byte[] altered = header.clone();
            altered[at] ^= (byte) (1 << at % 8);
            assertFalse(holderAccepts(altered), "holder: byte " + at);
        }
        assertTrue(opens(header) && holderAccepts(header));
    }

    private static final Set<ErrorCode> NAMED =
            Set.of(ErrorCode.MALFORMED_INPUT, ErrorCode.NEWER_VERSION, ErrorCode.WRONG_KEY, ErrorCode.FORMAT_UNKNOWN);

    private boolean opens(byte[] header) {
        try {
            Opened opened = BlockSamples.open(BlockHeader.read(ByteBuffer.wrap(header)), payload, expected);
            return opened instanceof Opened.Shard;
        } catch (HoldfastException e) {
            assertTrue(NAMED.contains(e.code()), e.code().toString());
            return false;
        }
    }

    private static boolean holderAccepts(byte[] header) {
        try {
            return BlockHeader.read(ByteBuffer.wrap(header))
                    .signedBy(KEYS.device().key());
        } catch (HoldfastException e) {
            assertTrue(NAMED.contains(e.code()), e.code().toString());
            return false;
        }
    }

    @Test
    @Tag("R37")
    void headerMadeByAnotherKeyIsRejected() {
        BlockHeader real = block.header();
        var stranger = new TestKeys(2);
        byte[] mac = BlockKeys.ownerMac(stranger.generation(1), real);
        assertRejected(
                Opened.Reason.HEADER_FORGED,
                new SealedBlock(real.withOwnerMac(mac), new byte[0], payload, payload.length),
                expected);
        BlockHeader resigned = real.withSignature(Bytes.of(new byte[64]));
        assertFalse(resigned.signedBy(KEYS.device().key()));
    }

    /** Promise P4. */
    @Test
    @Tag("R37")
    void everyAlteredPayloadIsRejected() {
        Set<Opened> seen = new HashSet<>();
        Cases.each(3000, random -> {
            byte[] altered = payload.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                altered[random.nextInt(altered.length)] ^= (byte) (1 + random.nextInt(255));
            }
            Opened opened = BlockSamples.open(block.header(), altered, expected);
            if (opened instanceof Opened.Shard right) {
                assertArrayEquals(shard, right.shard()); // two changes that undo each other
            } else {
                seen.add(opened);
            }
        });
        assertEquals(Set.of(new Opened.Rejected(Opened.Reason.PAYLOAD_CHANGED)), seen);
        for (int length : List.of(0, 1, SHARD - 1, SHARD + 1, 2 * SHARD)) {
            assertRejected(
                    Opened.Reason.PAYLOAD_CHANGED,
                    new SealedBlock(block.header(), new byte[0], Arrays.copyOf(payload, length), length),
                    expected);
        }
    }

    private static void assertRejected(Opened.Reason reason, SealedBlock block, Expectation expected) {
        assertEquals(
                new Opened.Rejected(reason), BlockSamples.open(block.header(), BlockSamples.payload(block), expected));
    }
}

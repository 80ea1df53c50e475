// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;
import org.holdfast.model.Id32;
import org.junit.jupiter.api.Test;

class EscrowBoxTest {
    private static final byte[] PRIVATE_HALF = Cast.filled(10, 32);
    private static final EscrowBox BOX = Cast.escrowBox();

    @Test
    void thePrivateHalfOpensIt() {
        assertArrayEquals(Cast.secret(), BOX.open(PRIVATE_HALF).orElseThrow());
        assertArrayEquals(
                Cast.secret(), EscrowBox.read(BOX.bytes()).open(PRIVATE_HALF).orElseThrow());
        assertEquals(EscrowBox.BYTES, BOX.bytes().length);
    }

    @Test
    void nobodyElseOpensIt() {
        assertTrue(BOX.open(Cast.filled(12, 32)).isEmpty());
        assertTrue(BOX.open(Cast.filled(11, 32)).isEmpty(), "the ephemeral key is not the escrow key");
    }

    @Test
    void theSecretIsNotInIt() {
        String box = HexFormat.of().formatHex(BOX.bytes());
        assertFalse(box.contains(HexFormat.of().formatHex(Cast.secret(), 0, 8)));
    }

    @Test
    void eachBoxIsAnother() {
        EscrowBox again = EscrowBox.seal(
                Cast.secret(), Cast.FOUNDING.id(), Cast.escrow(), Cast.ALICE.owner(), Cast.filled(13, 32));
        assertNotEquals(BOX.ephemeral(), again.ephemeral());
        assertNotEquals(BOX.sealed(), again.sealed());
        assertArrayEquals(Cast.secret(), again.open(PRIVATE_HALF).orElseThrow());
    }

    /** Behind the magic, the version and the flags, which end in refusal. */
    @Test
    void everyAlteredBitShows() {
        for (int bit = 8 * 8; bit < 8 * EscrowBox.BYTES; bit++) {
            byte[] altered = BOX.bytes();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(EscrowBox.read(altered).open(PRIVATE_HALF).isEmpty(), "bit " + bit);
        }
    }

    @Test
    void noSecretGoesToAKeyThatEverybodyKnows() {
        EscrowKey zero = new EscrowKey(Id32.ZERO);
        assertThrows(
                IllegalArgumentException.class,
                () -> EscrowBox.seal(Cast.secret(), Cast.FOUNDING.id(), zero, Cast.ALICE.owner(), Cast.filled(11, 32)));
        EscrowBox evil = new EscrowBox(BOX.confederation(), BOX.escrow(), BOX.owner(), Id32.ZERO, BOX.sealed());
        assertTrue(evil.open(PRIVATE_HALF).isEmpty());
    }

    @Test
    void whatIsKeptRemembersWhoAsked() {
        KeptEscrow kept = Cast.keptEscrow();
        assertEquals(kept, KeptEscrow.read(kept.bytes()));
        assertEquals(kept.asked(), kept.with(Optional.empty()).asked());
        assertEquals(KeptEscrow.NOTHING, KeptEscrow.read(KeptEscrow.NOTHING.bytes()));
        assertEquals(KeptEscrow.MAX_BYTES, kept.bytes().length);
    }
}

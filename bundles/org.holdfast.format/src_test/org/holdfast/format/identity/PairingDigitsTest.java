// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.model.Bytes;
import org.junit.jupiter.api.Test;

class PairingDigitsTest {
    private static final Bytes CHANNEL = Bytes.of(Cast.filled(42, 32));
    private static final PairingDigits.Side ALICE = Cast.pairing(Cast.ALICE, 1);
    private static final PairingDigits.Side BOB = Cast.pairing(Cast.BOB, 2);

    /** As the document has it, written down once more. */
    private static String byTheBook(PairingDigits.Side asker, PairingDigits.Side answerer) {
        byte[] commitment = Mac.sha256(new ByteWriter()
                        .bytes("holdfast/v1/sas-c".getBytes())
                        .u8(0)
                        .id32(asker.root().value())
                        .id32(asker.device().value())
                        .bytes(asker.nonce())
                        .toArray())
                .bytes();
        byte[] hash = Mac.sha256(new ByteWriter()
                        .bytes("holdfast/v1/sas".getBytes())
                        .u8(0)
                        .bytes(commitment)
                        .bytes(asker.nonce())
                        .bytes(answerer.nonce())
                        .id32(asker.root().value())
                        .id32(asker.device().value())
                        .id32(answerer.root().value())
                        .id32(answerer.device().value())
                        .bytes(CHANNEL)
                        .toArray())
                .bytes();
        String number = new BigInteger(1, Arrays.copyOf(hash, 8))
                .mod(BigInteger.valueOf(1_000_000))
                .toString();
        return "0".repeat(6 - number.length()) + number;
    }

    @Test
    void theyAreWhatTheDocumentSays() {
        for (int nonce = 0; nonce < 200; nonce++) {
            PairingDigits.Side bob = Cast.pairing(Cast.BOB, nonce);
            assertEquals(byTheBook(ALICE, bob), PairingDigits.of(ALICE, bob, CHANNEL));
        }
    }

    @Test
    void everythingGoesIntoThem() {
        Set<String> all = new HashSet<>();
        all.add(PairingDigits.of(ALICE, BOB, CHANNEL));
        all.add(PairingDigits.of(BOB, ALICE, CHANNEL));
        all.add(PairingDigits.of(ALICE, BOB, Bytes.of(Cast.filled(43, 32))));
        all.add(PairingDigits.of(Cast.pairing(Cast.ALICE, 3), BOB, CHANNEL));
        all.add(PairingDigits.of(ALICE, Cast.pairing(Cast.BOB, 3), CHANNEL));
        all.add(PairingDigits.of(new PairingDigits.Side(ALICE.device(), ALICE.root(), ALICE.nonce()), BOB, CHANNEL));
        all.add(PairingDigits.of(ALICE, new PairingDigits.Side(BOB.device(), BOB.root(), BOB.nonce()), CHANNEL));
        assertEquals(7, all.size());
        assertNotEquals(ALICE.commitment(), Cast.pairing(Cast.ALICE, 3).commitment());
    }

    @Test
    void lengthsAreFixed() {
        assertThrows(IllegalArgumentException.class, () -> PairingDigits.of(ALICE, BOB, Bytes.EMPTY));
        assertThrows(
                IllegalArgumentException.class,
                () -> new PairingDigits.Side(ALICE.root(), ALICE.device(), Bytes.of(new byte[31])));
        assertTrue(ALICE.isOf(Cast.ALICE));
        assertTrue(!ALICE.isOf(Cast.BOB));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Arrays;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id32;
import org.holdfast.model.MalformedInput;
import org.holdfast.model.OwnerId;
import org.junit.jupiter.api.Test;

/** A report comes back as it was, and nobody changes it unnoticed. */
class DrillRecordTest {
    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");

    private static DrillRecord record(String detail) {
        return new DrillRecord(
                DrillRecord.Kind.DRILL,
                DrillRecord.Verdict.DAMAGED,
                new OwnerId(new Id32(1, 2, 3, 4)),
                7,
                NOW,
                NOW.plusSeconds(9),
                3,
                2,
                5_000_000,
                6_000_000,
                1,
                0,
                4,
                new ProvenPatterns.Tally(12, new BigInteger("123456789012345678901234567890")),
                detail);
    }

    private static Signer signer() {
        try {
            return Signatures.signer(
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itComesBackAndEveryChangedBitIsSeen() {
        Signer device = signer();
        Bytes signed = record("ä block is damaged").signed(device);
        assertEquals(record("ä block is damaged"), DrillRecord.decode(signed));
        assertTrue(DrillRecord.isSigned(signed, device.key()));
        assertFalse(DrillRecord.isSigned(signed, signer().key()));
        for (int bit = 0; bit < signed.length() * 8; bit++) {
            byte[] changed = signed.toArray();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(DrillRecord.isSigned(Bytes.of(changed), device.key()), "bit " + bit);
        }
    }

    @Test
    void whatIsCutOffIsRefused() {
        byte[] whole = record("").signed(signer()).toArray();
        for (int length = 0; length < whole.length; length++) {
            Bytes cut = Bytes.of(Arrays.copyOf(whole, length));
            assertThrows(MalformedInput.class, () -> DrillRecord.decode(cut));
        }
        byte[] odd = whole.clone();
        odd[3] = 9;
        assertThrows(MalformedInput.class, () -> DrillRecord.decode(Bytes.of(odd)));
    }
}

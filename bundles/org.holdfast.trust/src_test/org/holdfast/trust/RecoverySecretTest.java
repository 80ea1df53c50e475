// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.holdfast.format.Ed25519;
import org.holdfast.format.identity.DeviceCert;
import org.junit.jupiter.api.Test;

class RecoverySecretTest {
    /** The JDK's own HKDF (RFC 5869) is the independent judge of the derivation. */
    @Test
    void keysAreHkdfOfTheSecret() throws Exception {
        try (RecoverySecret secret = Machine.secret(5)) {
            byte[] raw = secret.bytes();

            assertArrayEquals(hkdf(raw, "holdfast/v1/dedup"), secret.dedup());
            assertArrayEquals(hkdf(raw, "holdfast/v1/gen\0\0\0\1"), secret.generation(1));
            assertArrayEquals(hkdf(raw, "holdfast/v1/gen\0\0\1\0"), secret.generation(256));
            assertArrayEquals(hkdf(raw, "holdfast/v1/admin"), secret.adminSeed());
            assertArrayEquals(hkdf(raw, "holdfast/v1/escrow"), secret.escrowHalf());
            var root = Ed25519.publicKey(Ed25519.privateKey(hkdf(raw, "holdfast/v1/root-sign")));
            assertEquals(root, secret.root().key());
            assertEquals(DeviceCert.owner(root), secret.owner());
        }
    }

    private static byte[] hkdf(byte[] secret, String info) throws Exception {
        var parameters = HKDFParameterSpec.ofExtract()
                .addIKM(secret)
                .addSalt("holdfast/v1/root".getBytes(StandardCharsets.US_ASCII))
                .thenExpand(info.getBytes(StandardCharsets.ISO_8859_1), 32);
        return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    }

    @Test
    void everyUseHasItsOwnKey() {
        try (RecoverySecret secret = Machine.secret(6)) {
            Set<String> keys = new HashSet<>();
            List<byte[]> all = List.of(
                    secret.dedup(),
                    secret.generation(1),
                    secret.generation(2),
                    secret.adminSeed(),
                    secret.escrowHalf(),
                    secret.escrowKey().value().bytes(),
                    secret.bytes(),
                    secret.root().key().bytes(),
                    secret.admin().key().bytes());
            all.forEach(key -> keys.add(HexFormat.of().formatHex(key)));

            assertEquals(all.size(), keys.size());
        }
    }

    @Test
    void newSecretsAreNew() {
        SecureRandom random = new SecureRandom();
        try (RecoverySecret one = RecoverySecret.generate(random);
                RecoverySecret other = RecoverySecret.generate(random)) {
            assertNotEquals(one.owner(), other.owner());
            assertFalse(one.same(other));
            assertTrue(one.same(RecoverySecret.of(one.bytes())));
        }
    }

    @Test
    void aWipedSecretIsOfNoUse() {
        byte[] given = new byte[32];
        given[0] = 1;
        RecoverySecret secret = RecoverySecret.of(given);
        secret.close();

        assertThrows(IllegalStateException.class, secret::bytes);
        assertThrows(IllegalStateException.class, secret::words);
        assertThrows(IllegalStateException.class, secret::root);
        assertEquals(1, given[0], "the caller's array is his own");
        assertEquals("recovery secret", secret.toString());
        assertThrows(IllegalArgumentException.class, () -> RecoverySecret.of(new byte[31]));
    }
}

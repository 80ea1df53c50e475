// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.format.support.Cases;
import org.holdfast.format.support.TestKeys;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.junit.jupiter.api.Test;

class SignaturesTest {
    private static final byte[] BODY = "a body".getBytes(StandardCharsets.US_ASCII);
    private final Signer signer = new TestKeys(1).device();

    @Test
    void signatureIsEd25519OverPrefixTypeAndBody() throws Exception {
        Signature plain = Signature.getInstance("Ed25519");
        plain.initVerify(Ed25519.publicKey(signer.key()));
        plain.update("holdfast/v1/witness\0a body".getBytes(StandardCharsets.US_ASCII));
        assertTrue(plain.verify(signer.sign(SignedType.WITNESS, BODY).toArray()));
    }

    @Test
    void validForItsTypeBodyAndKeyOnly() {
        Bytes signature = signer.sign(SignedType.BLOCK, BODY);
        assertTrue(Signatures.valid(signer.key(), SignedType.BLOCK, BODY, signature));
        for (SignedType type : SignedType.values()) {
            assertEquals(type == SignedType.BLOCK, Signatures.valid(signer.key(), type, BODY, signature));
        }
        assertFalse(Signatures.valid(new TestKeys(2).device().key(), SignedType.BLOCK, BODY, signature));
        assertFalse(Signatures.valid(signer.key(), SignedType.BLOCK, new byte[0], signature));
    }

    @Test
    void everyAlteredBitOfASignatureShows() {
        byte[] signature = signer.sign(SignedType.BLOCK, BODY).toArray();
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] altered = signature.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(Signatures.valid(signer.key(), SignedType.BLOCK, BODY, Bytes.of(altered)), "bit " + bit);
        }
        assertFalse(Signatures.valid(signer.key(), SignedType.BLOCK, BODY, Bytes.of(Arrays.copyOf(signature, 63))));
        assertFalse(Signatures.valid(signer.key(), SignedType.BLOCK, BODY, Bytes.of(Arrays.copyOf(signature, 65))));
    }

    @Test
    void garbageIsNotValidAndThrowsNothing() {
        Cases.each(2000, random -> {
            DeviceKey key = DeviceKey.of(Cases.bytes(random, 32));
            assertFalse(Signatures.valid(key, SignedType.HELLO, BODY, Bytes.of(Cases.bytes(random, 64))));
        });
        byte[] ones = new byte[32];
        Arrays.fill(ones, (byte) -1);
        assertFalse(Signatures.valid(DeviceKey.of(ones), SignedType.HELLO, BODY, Bytes.of(new byte[64])));
    }

    @Test
    void noTypesNameBeginsAnothersSignature() {
        assertEquals(
                SignedType.values().length,
                Stream.of(SignedType.values())
                        .map(SignedType::label)
                        .collect(Collectors.toSet())
                        .size());
        for (SignedType type : SignedType.values()) {
            assertFalse(type.label().contains("\0"));
        }
    }

    @Test
    void signerShowsNoSecret() {
        assertEquals("signer of " + signer.key(), signer.toString());
    }
}

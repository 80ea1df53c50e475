// SPDX-License-Identifier: EPL-2.0
package org.holdfast.crypto.historic.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import org.holdfast.model.Formats;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R36")
class RsaKeyTest {
    @Test
    void thePairFollowsFromTheKey() {
        assertEquals(modulus(RsaKey.of(keys(1))), modulus(RsaKey.of(keys(1))));
        assertNotEquals(modulus(RsaKey.of(keys(1))), modulus(RsaKey.of(keys(2))));
    }

    @Test
    void thePairIsSound() {
        RsaKey pair = RsaKey.of(keys(3));
        var secret = (RSAPrivateCrtKey) pair.secret();
        assertEquals(2048, modulus(pair).bitLength());
        assertEquals(modulus(pair), secret.getPrimeP().multiply(secret.getPrimeQ()));
        for (BigInteger prime : new BigInteger[] {secret.getPrimeP(), secret.getPrimeQ()}) {
            assertEquals(1024, prime.bitLength());
            BigInteger base = BigInteger.valueOf(7);
            assertEquals(BigInteger.ONE, base.modPow(prime.subtract(BigInteger.ONE), prime), "Fermat, base 7");
        }
        BigInteger message = BigInteger.valueOf(1_234_567);
        BigInteger sealed = message.modPow(secret.getPublicExponent(), modulus(pair));
        assertEquals(message, sealed.modPow(secret.getPrivateExponent(), modulus(pair)));
    }

    @Test
    void pairsAreKeptForTheNextMessageAndNotForEver() {
        var pairs = new RsaKeys(2);
        RsaKey first = pairs.of(keys(1));
        assertSame(first, pairs.of(keys(1)));
        pairs.of(keys(2));
        assertSame(first, pairs.of(keys(1)), "used last but one");
        pairs.of(keys(3));
        assertSame(first, pairs.of(keys(1)), "the one used longest ago goes first");
        pairs.of(keys(2));
        pairs.of(keys(3));
        assertNotSame(first, pairs.of(keys(1)));
        assertEquals(modulus(first), modulus(pairs.of(keys(1))));
    }

    private static BigInteger modulus(RsaKey pair) {
        return ((RSAPublicKey) pair.open()).getModulus();
    }

    private static Expand keys(int number) {
        byte[] key = new byte[Expand.KEY_LENGTH];
        key[0] = (byte) number;
        return new Expand(Formats.RSA_OAEP_V1, key);
    }
}

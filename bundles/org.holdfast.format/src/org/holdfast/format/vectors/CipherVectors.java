// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.vectors;

import java.util.Arrays;
import java.util.Optional;
import org.holdfast.model.MalformedInput;
import org.holdfast.spi.crypto.CipherSuite;

/**
 * Fields: {@code key}, {@code nonce}, {@code aad}; {@code length} of the plaintext, which is {@link VectorData#data
 * data(3)}; {@code sealed}: SHA-256 of what sealing writes. What was sealed is then opened again.
 */
public record CipherVectors(CipherSuite suite) implements VectorCheck {
    private static final int PLAINTEXT = 3;
    private static final int MOST_OVERHEAD = 64 << 10;

    @Override
    public Optional<String> difference(Vector vector) {
        byte[] key = vector.bytes("key");
        byte[] nonce = vector.bytes("nonce");
        byte[] aad = vector.bytes("aad");
        int length = vector.length("length");
        int overhead = suite.overhead();
        if (key.length != suite.keyLength()) {
            return Optional.of("keys are of " + suite.keyLength() + " bytes, not " + key.length);
        }
        if (overhead < 0 || overhead > MOST_OVERHEAD) {
            throw new MalformedInput("overhead of a cipher", 0, "it is " + overhead + " bytes");
        }
        byte[] plain = VectorData.data(PLAINTEXT, length);
        byte[] sealed = new byte[length + overhead];
        int written = suite.sealer(key).seal(nonce, aad, plain.clone(), 0, length, sealed, 0);
        if (written != sealed.length || !VectorData.fingerprint(sealed).equals(vector.text("sealed"))) {
            return Optional.of(length + " bytes are not sealed as it is written down");
        }
        byte[] opened = new byte[length];
        int read = suite.opener(key).open(nonce, aad, sealed, 0, sealed.length, opened, 0);
        return read == length && Arrays.equals(plain, opened)
                ? Optional.empty()
                : Optional.of(length + " bytes that were sealed do not open again");
    }
}

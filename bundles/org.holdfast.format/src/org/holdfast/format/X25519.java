// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.holdfast.model.Id32;

/** X25519 (RFC 7748) between raw keys of 32 bytes and the JDK's types. Stateless and thread-safe. */
public final class X25519 {
    /** Length of a private key in bytes; any 32 bytes are one. */
    public static final int BYTES = 32;

    /** SubjectPublicKeyInfo of an X25519 key (RFC 8410) up to the raw key. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");

    /** The base point's coordinate, 9. */
    private static final Id32 BASE = base();

    private X25519() {}

    private static Id32 base() {
        byte[] nine = new byte[BYTES];
        nine[0] = 9;
        return Id32.of(nine);
    }

    /** The public key that belongs to a private one: the base point, multiplied. Does not keep {@code secret}. */
    public static Id32 publicKey(byte[] secret) {
        return agree(secret, BASE)
                .map(Id32::of)
                .orElseThrow(() -> new IllegalStateException("9 is no low order point"));
    }

    /**
     * The secret that the owners of both keys share, to be wiped by the caller; empty if the public key is one of the
     * few that lead to zero whatever the private key is.
     */
    public static Optional<byte[]> agree(byte[] secret, Id32 other) {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(privateKey(secret));
            agreement.doPhase(publicKey(other), true);
            return Optional.of(agreement.generateSecret());
        } catch (InvalidKeyException e) {
            return Optional.empty(); // how the JDK says that the point is of low order
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has X25519", e);
        }
    }

    private static PrivateKey privateKey(byte[] secret) throws GeneralSecurityException {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("an X25519 key has 32 bytes");
        }
        return KeyFactory.getInstance("X25519")
                .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret));
    }

    private static PublicKey publicKey(Id32 raw) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + BYTES);
        System.arraycopy(raw.bytes(), 0, encoded, SPKI_PREFIX.length, BYTES);
        return KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}

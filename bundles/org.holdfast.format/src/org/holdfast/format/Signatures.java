// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;

/** Ed25519 signatures (RFC 8032) over typed bodies. Stateless and thread-safe. */
public final class Signatures {
    /** Length of a signature in bytes. */
    public static final int BYTES = 64;

    private Signatures() {}

    /** Whether {@code signature} is {@code key}'s over this body as this type. Nonsense is simply not valid. */
    public static boolean valid(DeviceKey key, SignedType type, byte[] body, Bytes signature) {
        if (signature.length() != BYTES) {
            return false;
        }
        try {
            Signature verifier = ed25519();
            verifier.initVerify(Ed25519.publicKey(key));
            verifier.update(type.prefix());
            verifier.update(body);
            return verifier.verify(signature.toArray());
        } catch (InvalidKeyException | SignatureException e) {
            return false; // bytes that are no point of the curve, or no scalar below the group order
        }
    }

    /** A signer that keeps {@code key} in memory. */
    public static Signer signer(PrivateKey key) {
        return new KeySigner(Ed25519.publicKey(key), key);
    }

    private static Signature ed25519() {
        try {
            return Signature.getInstance("Ed25519");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    private record KeySigner(DeviceKey key, PrivateKey secret) implements Signer {
        @Override
        public Bytes sign(SignedType type, byte[] body) {
            try {
                Signature signer = ed25519();
                signer.initSign(secret);
                signer.update(type.prefix());
                signer.update(body);
                return Bytes.of(signer.sign());
            } catch (InvalidKeyException | SignatureException e) {
                throw new IllegalStateException("the key " + key + " cannot sign", e);
            }
        }

        @Override
        public String toString() {
            return "signer of " + key;
        }
    }
}

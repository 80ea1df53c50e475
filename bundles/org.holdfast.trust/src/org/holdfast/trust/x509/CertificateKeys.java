// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.x509;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.holdfast.model.Bytes;

/**
 * The kinds of keys that certificates may have here, and how each of them signs: as in TLS 1.3 (RFC 8446 section 4.2.3),
 * so that the key alone says which algorithm it is. Stateless.
 */
public final class CertificateKeys {
    private static final int LEAST_RSA = 2048;
    private static final int MOST_RSA = 8192;
    private static final int P256 = 256;
    private static final int P384 = 384;
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private CertificateKeys() {}

    /** Why a certificate with this key is not taken; empty if it is. */
    public static Optional<String> objection(PublicKey key) {
        boolean good = switch (key) {
            case RSAPublicKey rsa ->
                rsa.getModulus().bitLength() >= LEAST_RSA && rsa.getModulus().bitLength() <= MOST_RSA;
            case ECPublicKey ec -> bits(ec) == P256 || bits(ec) == P384;
            case EdECPublicKey ed -> ed.getParams().getName().equals(NamedParameterSpec.ED25519.getName());
            default -> false;
        };
        return good
                ? Optional.empty()
                : Optional.of("its key is none of RSA with 2048 to 8192 bits, EC on P-256 or P-384, Ed25519");
    }

    private static int bits(ECPublicKey key) {
        return key.getParams().getOrder().bitLength();
    }

    /** Signs as the certificate's key does. */
    static Bytes sign(PrivateKey secret, PublicKey key, Bytes text) throws GeneralSecurityException {
        Signature signer = algorithm(key);
        signer.initSign(secret);
        signer.update(text.toArray());
        return Bytes.of(signer.sign());
    }

    /** Whether the signature is this key's over the text. Nonsense is simply not valid. */
    public static boolean valid(PublicKey key, Bytes text, Bytes signature) {
        try {
            Signature verifier = algorithm(key);
            verifier.initVerify(key);
            verifier.update(text.toArray());
            return verifier.verify(signature.toArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Signature algorithm(PublicKey key) throws GeneralSecurityException {
        return switch (key) {
            case RSAPublicKey _ -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(PSS);
                yield pss;
            }
            case ECPublicKey ec -> Signature.getInstance(bits(ec) == P256 ? "SHA256withECDSA" : "SHA384withECDSA");
            default -> Signature.getInstance("Ed25519");
        };
    }
}

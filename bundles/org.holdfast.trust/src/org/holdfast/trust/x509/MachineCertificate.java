// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.x509;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.holdfast.format.identity.CertifiedJoin;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.jspecify.annotations.Nullable;

/**
 * A machine's certificate of the organisation's CA, with the chain to it, and its key; read for one signature and then
 * forgotten. {@code toString} does not show the key. Immutable.
 */
public final class MachineCertificate {
    private static final int LONGEST_KEY = 16 * 1024;
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final Bytes PROBE = Bytes.of("holdfast".getBytes(StandardCharsets.US_ASCII));

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private MachineCertificate(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * Reads both files.
     *
     * @param chain the machine's certificate first, then those between it and the CA, if there are any; PEM or DER
     * @param key PKCS #8 in PEM, not encrypted
     * @throws HoldfastException CERTIFICATE_UNUSABLE if one cannot be used, or they do not belong together
     */
    public static MachineCertificate load(Path chain, Path key) {
        List<X509Certificate> certificates = Certificates.file(chain);
        if (certificates.size() > CertifiedJoin.MAX_CERTIFICATES
                || certificates.stream()
                        .anyMatch(each -> Certificates.der(each).length() > CertifiedJoin.MAX_CERTIFICATE)) {
            throw Certificates.unusable(
                    chain,
                    "a chain has at most " + CertifiedJoin.MAX_CERTIFICATES + " certificates of at most "
                            + CertifiedJoin.MAX_CERTIFICATE + " bytes",
                    null);
        }
        PublicKey named = certificates.getFirst().getPublicKey();
        CertificateKeys.objection(named).ifPresent(why -> {
            throw Certificates.unusable(chain, why, null);
        });
        return new MachineCertificate(certificates, privateKey(key, named));
    }

    private static PrivateKey privateKey(Path file, PublicKey named) {
        byte[] encoded = pkcs8(file);
        try {
            PrivateKey read =
                    KeyFactory.getInstance(named.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (CertificateKeys.valid(named, PROBE, CertificateKeys.sign(read, named, PROBE))) {
                return read;
            }
            throw wrongKey(file, null);
        } catch (GeneralSecurityException e) {
            throw wrongKey(file, e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static HoldfastException wrongKey(Path file, @Nullable Throwable cause) {
        return Certificates.unusable(
                file, "it is not the key of the first certificate in the file that --certificate names", cause);
    }

    /** The DER between the two lines. The file's text is wiped; strings of it that are left hold no more than it did. */
    private static byte[] pkcs8(Path file) {
        byte[] content = Certificates.content(file, LONGEST_KEY);
        try {
            String text = new String(content, StandardCharsets.ISO_8859_1);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END);
            if (begin < 0 || end < begin) {
                throw Certificates.unusable(
                        file,
                        "it is no PKCS #8 key in PEM ('" + BEGIN
                                + "'); 'openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW' makes one of other kinds",
                        null);
            }
            return Base64.getMimeDecoder().decode(Arrays.copyOfRange(content, begin + BEGIN.length(), end));
        } catch (IllegalArgumentException e) {
            throw Certificates.unusable(file, "what stands between its lines is no Base 64", e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /** The wish to join, of this device. @throws HoldfastException INTERNAL if the key that has signed before cannot */
    public CertifiedJoin wish(ConfederationId confederation, DeviceCert device) {
        List<Bytes> certificates = chain.stream().map(Certificates::der).toList();
        return CertifiedJoin.make(confederation, device, certificates, this::sign);
    }

    private Bytes sign(Bytes text) {
        try {
            return CertificateKeys.sign(key, chain.getFirst().getPublicKey(), text);
        } catch (GeneralSecurityException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, toString(), "The certificate's key cannot sign: " + e, e);
        }
    }

    @Override
    public String toString() {
        return "certificate of " + Certificates.name(chain.getFirst());
    }
}

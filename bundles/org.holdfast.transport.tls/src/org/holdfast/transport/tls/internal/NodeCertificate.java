// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.spi.transport.LocalKey;
import org.jspecify.annotations.Nullable;

/**
 * A device key in the wrapping that TLS asks for: a self-signed Ed25519 certificate (RFC 8410). Nothing in it but the key
 * means anything. Names and dates are constants, so one key always gives the same certificate and no clock is read; when
 * a device key may be used is said by its DeviceCert, which the nodes exchange afterwards.
 */
final class NodeCertificate {
    /** DER of a SubjectPublicKeyInfo of an Ed25519 key, up to the 32 bytes of the key (RFC 8410 section 4). */
    private static final byte[] KEY_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final X500Name NAME = new X500Name("CN=holdfast");
    /** UTCTime 250101000000Z. As DER, since BouncyCastle reads text with the JDK's locale tables, which load slowly. */
    private static final Time NOT_BEFORE = time("170d3235303130313030303030305a");
    /** GeneralizedTime 99991231235959Z, "no well-defined expiration date" (RFC 5280 section 4.1.2.5). */
    private static final Time NOT_AFTER = time("180f39393939313233313233353935395a");

    private NodeCertificate() {}

    private static Time time(String der) {
        try {
            return new Time(ASN1Primitive.fromByteArray(HexFormat.of().parseHex(der)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static X509Certificate of(LocalKey self) {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(Ed25519Signer.ED25519);
        SubjectPublicKeyInfo key =
                new SubjectPublicKeyInfo(algorithm, self.publicKey().bytes());
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(NAME, BigInteger.ONE, NOT_BEFORE, NOT_AFTER, NAME, key);
        try {
            byte[] encoded = builder.build(new Ed25519Signer(self.privateKey())).getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException | IOException e) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL, "device certificate", "a certificate cannot be made of the device key", e);
        }
    }

    /**
     * The key that a peer's certificate stands for. That the peer has the private key is proved by the handshake, not
     * here.
     *
     * @throws CertificateException unless it is exactly one certificate, Ed25519, signed by itself
     */
    static DeviceKey keyOf(X509Certificate @Nullable [] chain) throws CertificateException {
        if (chain == null || chain.length != 1) {
            throw new CertificateException("a node shows one certificate, not a chain or none");
        }
        X509Certificate certificate = chain[0];
        byte[] encoded = certificate.getPublicKey().getEncoded();
        if (encoded.length != KEY_PREFIX.length + 32 || !Arrays.equals(KEY_PREFIX, 0, 12, encoded, 0, 12)) {
            throw new CertificateException(
                    "a node's key is Ed25519, not " + certificate.getPublicKey().getAlgorithm());
        }
        requireSelfSigned(certificate, certificate.getPublicKey());
        return DeviceKey.of(Arrays.copyOfRange(encoded, KEY_PREFIX.length, encoded.length));
    }

    private static void requireSelfSigned(X509Certificate certificate, PublicKey key) throws CertificateException {
        if (certificate.getVersion() != 3
                || !certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            throw new CertificateException("a node's certificate is version 3 and names itself as issuer");
        }
        try {
            certificate.verify(key);
        } catch (GeneralSecurityException e) {
            throw new CertificateException("a node's certificate is signed by its own key, this one is not", e);
        }
    }
}

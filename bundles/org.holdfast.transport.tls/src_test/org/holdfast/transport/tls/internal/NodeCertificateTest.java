// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import org.holdfast.spi.transport.LocalKey;
import org.holdfast.testkit.transport.TestKeys;
import org.junit.jupiter.api.Test;

class NodeCertificateTest {
    @Test
    void holdsTheDeviceKeyAndIsTheSameEachTime() throws Exception {
        LocalKey self = TestKeys.deviceKey();
        X509Certificate certificate = NodeCertificate.of(self);
        assertEquals(self.publicKey(), NodeCertificate.keyOf(new X509Certificate[] {certificate}));
        assertEquals(certificate, NodeCertificate.of(self));
        assertEquals("Ed25519", certificate.getSigAlgName());
        assertEquals(
                Instant.parse("2025-01-01T00:00:00Z"),
                certificate.getNotBefore().toInstant());
        assertEquals(
                Instant.parse("9999-12-31T23:59:59Z"), certificate.getNotAfter().toInstant());
    }

    @Test
    void aChainOrNothingIsRefused() {
        X509Certificate good = NodeCertificate.of(TestKeys.deviceKey());
        assertRefused();
        assertRefused(good, good);
        assertThrows(CertificateException.class, () -> NodeCertificate.keyOf(null));
    }

    @Test
    void otherKeysAreRefused() throws Exception {
        assertRefused(OtherCertificates.rsa().getCertificateChain("own"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EdDSA");
        generator.initialize(NamedParameterSpec.ED448);
        KeyPair ed448 = generator.generateKeyPair();
        assertRefused(OtherCertificates.certificate(ed448, "CN=a", OtherCertificates.ed25519(), "CN=a"));
    }

    @Test
    void aCertificateSignedByAnotherIsRefused() throws Exception {
        KeyPair subject = OtherCertificates.ed25519();
        KeyPair issuer = OtherCertificates.ed25519();
        assertRefused(OtherCertificates.certificate(subject, "CN=holdfast", issuer, "CN=holdfast"));
        assertRefused(OtherCertificates.certificate(subject, "CN=holdfast", subject, "CN=another"));
    }

    private static void assertRefused(X509Certificate... chain) {
        assertThrows(CertificateException.class, () -> NodeCertificate.keyOf(chain));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.trust.internal.StateFile;
import org.holdfast.trust.x509.Certificates;
import org.holdfast.trust.x509.SelfSigned;

/**
 * The key with which a node answers those who call it from elsewhere, in {@code identity/remote-key} (magic "HFRK"); made
 * when it is first needed, and apart from the device key, which speaks to other nodes only:
 *
 * <pre>
 * key          u32 length, PKCS #8, EC on P-256: what every TLS library knows
 * certificate  u32 length, DER
 * </pre>
 *
 * Thread-safe.
 */
public final class RemoteKeyStore {
    private static final int MOST_KEY = 1024;
    private static final int MOST_CERTIFICATE = 4096;
    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    /** For certificates that do not end (RFC 5280 section 4.1.2.5): whoever pins it goes by its bytes. */
    private static final Instant UNTIL = Instant.parse("9999-12-31T23:59:59Z");

    private final StateFile file;
    private final SecureRandom random;

    /** @param home the node's data folder */
    public RemoteKeyStore(Path home, SecureRandom random) {
        this.file = new StateFile(
                home.resolve(IdentityStore.FOLDER).resolve("remote-key"),
                "HFRK",
                4 + MOST_KEY + 4 + MOST_CERTIFICATE,
                "Put it back from a copy of the data folder, or move it away: then a new one is made, and everybody who"
                        + " calls from elsewhere has to be let in anew");
        this.random = random;
    }

    /** @throws HoldfastException IDENTITY_DAMAGED */
    public synchronized RemoteKey get() {
        return file.read(this::read).orElseGet(this::make);
    }

    private RemoteKey make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            X509Certificate certificate = SelfSigned.certificate(pair, "holdfast", FROM, UNTIL, random);
            byte[] secret = pair.getPrivate().getEncoded();
            byte[] body = new ByteWriter()
                    .bytes32(Bytes.of(secret))
                    .bytes32(Certificates.der(certificate))
                    .toArray();
            file.write(body);
            Arrays.fill(body, (byte) 0);
            Arrays.fill(secret, (byte) 0);
            return new RemoteKey(pair.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, "remote key", "A key for TLS cannot be made: " + e, e);
        }
    }

    private RemoteKey read(ByteReader in) {
        byte[] secret = in.bytes32(MOST_KEY).toArray();
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(secret));
            X509Certificate certificate = Certificates.parse(in.bytes32(MOST_CERTIFICATE))
                    .orElseThrow(() -> in.bad("what should be the certificate is none"));
            return new RemoteKey(key, certificate);
        } catch (GeneralSecurityException e) {
            throw in.bad("what should be the key is none: " + e);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}

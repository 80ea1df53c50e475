// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import org.holdfast.format.identity.Labels;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.plugins.internal.CertificateName;
import org.holdfast.plugins.internal.DurableFile;
import org.holdfast.trust.x509.SelfSigned;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher signs with: an Ed25519 key and its self-signed X.509 certificate (RFC 5280, RFC 8410), kept as a
 * PKCS #12 file, which other tools read as well. {@code toString} does not show the key. Immutable.
 */
public final class PublisherKey {
    /** For certificates that do not end (RFC 5280 section 4.1.2.5). */
    public static final Instant NO_END = Instant.parse("9999-12-31T23:59:59Z");

    private static final String ALIAS = "publisher";

    private final PrivateKey key;
    private final X509Certificate certificate;

    private PublisherKey(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Draws a new key.
     *
     * @param name 1 to 64 bytes; who is asked to trust the publisher sees it
     * @param until the last moment at which its signatures count
     * @throws IllegalArgumentException if the name cannot be one
     */
    public static PublisherKey generate(String name, Instant from, Instant until, SecureRandom random) {
        Labels.name(name);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            return new PublisherKey(pair.getPrivate(), SelfSigned.certificate(pair, name, from, until, random));
        } catch (GeneralSecurityException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, name, "A publisher key cannot be made: " + e, e);
        }
    }

    /**
     * Reads a PKCS #12 file: the one key in it, with its certificate.
     *
     * @throws HoldfastException WRONG_KEY if there is none, or the password is wrong; DISK_FAILED
     */
    public static PublisherKey load(Path keystore, char[] password) {
        byte[] content;
        try {
            content = Files.readAllBytes(keystore);
        } catch (IOException e) {
            throw new HoldfastException(
                    ErrorCode.DISK_FAILED, keystore.toString(), "Cannot read " + keystore + ": " + e, e);
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return new PublisherKey(key, certificate);
                }
            }
            throw wrongKey(keystore, "it holds no key with a certificate", null);
        } catch (GeneralSecurityException | IOException e) {
            throw wrongKey(keystore, e.toString(), e);
        }
    }

    private static HoldfastException wrongKey(Path keystore, String why, @Nullable Exception cause) {
        return new HoldfastException(
                ErrorCode.WRONG_KEY,
                keystore.toString(),
                keystore + " is no PKCS #12 file with a publisher's key, or its password is another: " + why,
                cause);
    }

    /** Writes it as PKCS #12, durably, readable for its owner only. */
    public void save(Path keystore, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, password, new Certificate[] {certificate});
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            store.store(content, password);
            DurableFile.write(keystore, content.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL, keystore.toString(), "A publisher key cannot be encoded: " + e, e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    PrivateKey privateKey() {
        return key;
    }

    /** SHA-256 of the certificate, as on the roster. */
    public Digest fingerprint() {
        return CertificateName.fingerprint(certificate);
    }

    public String name() {
        return CertificateName.of(certificate);
    }

    /** The certificate for those who are to trust it; no secret is in it. */
    public String pem() {
        try {
            String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new HoldfastException(ErrorCode.INTERNAL, name(), "A certificate cannot be written: " + e, e);
        }
    }

    @Override
    public String toString() {
        return "publisher " + name() + " " + fingerprint();
    }
}

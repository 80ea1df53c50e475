// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.holdfast.model.DeviceKey;

/** Ed25519 keys (RFC 8032) between their raw 32 bytes and the JDK's types. Stateless and thread-safe. */
public final class Ed25519 {
    /** Length of a seed (raw private key) in bytes. */
    public static final int SEED_BYTES = 32;

    /** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410) up to the raw key. */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    /** A new key pair. */
    public static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** The private key of a seed. Does not keep {@code seed}. */
    public static PrivateKey privateKey(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** A copy of the seed of a private key; to be wiped by the caller. */
    public static byte[] seed(PrivateKey key) {
        if (key instanceof EdECPrivateKey edwards) {
            return edwards.getBytes().orElseThrow(() -> new IllegalArgumentException("this key keeps its seed"));
        }
        throw new IllegalArgumentException("not an Ed25519 key: " + key.getAlgorithm());
    }

    /**
     * The public key that belongs to a private key. The JDK computes one only while it generates a pair, so it is made
     * to generate this very pair: its generator takes 32 bytes from the source of randomness as the seed. That it did
     * so is checked.
     */
    public static DeviceKey publicKey(PrivateKey key) {
        byte[] seed = seed(key);
        KeyPair pair = generate(new Replay(seed));
        byte[] used = seed(pair.getPrivate());
        boolean same = Mac.same(seed, used);
        Arrays.fill(seed, (byte) 0);
        Arrays.fill(used, (byte) 0);
        if (!same) {
            throw new IllegalStateException("this JDK does not take an Ed25519 seed from the given randomness");
        }
        return raw(pair.getPublic());
    }

    /** The JDK's form of a raw public key; a raw key that is no point of the curve shows only at its use. */
    public static PublicKey publicKey(DeviceKey key) {
        byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + SEED_BYTES);
        System.arraycopy(key.bytes(), 0, encoded, SPKI_PREFIX.length, SEED_BYTES);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** The raw form of the JDK's public key. @throws IllegalArgumentException if it is of another kind */
    public static DeviceKey raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        int prefix = SPKI_PREFIX.length;
        if (encoded == null
                || encoded.length != prefix + SEED_BYTES
                || !Arrays.equals(encoded, 0, prefix, SPKI_PREFIX, 0, prefix)) {
            throw new IllegalArgumentException("not an Ed25519 key: " + key.getAlgorithm());
        }
        return DeviceKey.of(Arrays.copyOfRange(encoded, prefix, encoded.length));
    }

    /** Randomness that is one given seed. */
    private static final class Replay extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] seed;

        Replay(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("an Ed25519 seed has 32 bytes");
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}

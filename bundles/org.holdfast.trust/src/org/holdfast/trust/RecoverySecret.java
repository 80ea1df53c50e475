// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.holdfast.format.Ed25519;
import org.holdfast.format.Mac;
import org.holdfast.format.Signatures;
import org.holdfast.format.Signer;
import org.holdfast.format.X25519;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.EscrowKey;
import org.holdfast.format.identity.RecoveryWords;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;

/**
 * The 32 random bytes that everything of an owner grows from, and that stand on the recovery sheet. Keys are derived
 * when they are asked for and not kept:
 *
 * <pre>
 * PRK         = HKDF-Extract(salt "holdfast/v1/root", secret)
 * root key    = Ed25519 seed HKDF-Expand(PRK, "holdfast/v1/root-sign")
 * admin key   = Ed25519 seed HKDF-Expand(PRK, "holdfast/v1/admin")
 * G_g         = HKDF-Expand(PRK, "holdfast/v1/gen" | u32 g)
 * D           = HKDF-Expand(PRK, "holdfast/v1/dedup")
 * escrow key  = X25519 private key HKDF-Expand(PRK, "holdfast/v1/escrow"), of a founder
 * </pre>
 *
 * {@link #close} overwrites the secret. Arrays handed out belong to the caller, who wipes them. Signers live as long as
 * they are referred to: the JDK's private keys cannot be wiped, so ask for {@link #root} only where it signs at once.
 * Not thread-safe.
 */
public final class RecoverySecret implements AutoCloseable {
    /** Length in bytes. */
    public static final int BYTES = RecoveryWords.SECRET_BYTES;

    private static final byte[] SALT = "holdfast/v1/root".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GENERATION = "holdfast/v1/gen".getBytes(StandardCharsets.US_ASCII);

    private static final String ESCROW = "holdfast/v1/escrow";

    private final byte[] secret;
    private boolean closed;

    private RecoverySecret(byte[] secret) {
        this.secret = secret;
    }

    public static RecoverySecret generate(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new RecoverySecret(secret);
    }

    /** Copies 32 bytes. */
    public static RecoverySecret of(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a recovery secret has 32 bytes");
        }
        return new RecoverySecret(secret.clone());
    }

    /** A copy of the secret. */
    public byte[] bytes() {
        open();
        return secret.clone();
    }

    /** The 26 words that a person writes down. */
    public List<String> words() {
        open();
        return RecoveryWords.of(secret);
    }

    /** Who this secret makes one. */
    public OwnerId owner() {
        return DeviceCert.owner(root().key());
    }

    /** The root key, which certifies devices. */
    public Signer root() {
        return signer(expand("holdfast/v1/root-sign"));
    }

    /** The admin key, which signs rosters if this owner founded the confederation or was made an admin. */
    public Signer admin() {
        return signer(adminSeed());
    }

    /** To what others seal their secrets if this owner founds a confederation; its private half is only here. */
    public EscrowKey escrowKey() {
        byte[] half = escrowHalf();
        try {
            return new EscrowKey(X25519.publicKey(half));
        } finally {
            Arrays.fill(half, (byte) 0);
        }
    }

    /** Seals this secret to somebody's escrow key. */
    public EscrowBox sealTo(EscrowKey key, ConfederationId confederation, SecureRandom random) {
        open();
        byte[] once = new byte[X25519.BYTES];
        random.nextBytes(once);
        try {
            return EscrowBox.seal(secret, confederation, key, owner(), once);
        } finally {
            Arrays.fill(once, (byte) 0);
        }
    }

    /**
     * Opens what a member sealed to the escrow key of this secret.
     *
     * @throws HoldfastException WRONG_KEY if it was sealed to another key, or does not hold that member's secret
     */
    public RecoverySecret unseal(EscrowBox box) {
        byte[] half = escrowHalf();
        try {
            byte[] opened =
                    box.open(half).orElseThrow(() -> wrongBox(box, "it was sealed to another key, or is damaged"));
            RecoverySecret found = new RecoverySecret(opened);
            if (!found.owner().equals(box.owner())) {
                found.close();
                throw wrongBox(box, "what it holds is not that machine's secret");
            }
            return found;
        } finally {
            Arrays.fill(half, (byte) 0);
        }
    }

    /** The private half of the escrow key, to be wiped by the caller. */
    byte[] escrowHalf() {
        return expand(ESCROW);
    }

    private static HoldfastException wrongBox(EscrowBox box, String why) {
        return new HoldfastException(
                ErrorCode.WRONG_KEY,
                box.owner().brief(),
                "The escrow box of " + box.owner().brief() + " cannot be opened: " + why
                        + ". Use the recovery sheet of the machine that founded the confederation");
    }

    byte[] adminSeed() {
        return expand("holdfast/v1/admin");
    }

    /** G_g, the secret of a key generation, from 1. */
    byte[] generation(int generation) {
        byte[] info = ByteBuffer.allocate(GENERATION.length + 4)
                .put(GENERATION)
                .putInt(generation)
                .array();
        return withRoot(prk -> Mac.expand(prk, info));
    }

    /** D, the secret behind chunk names and cuts. */
    byte[] dedup() {
        return expand("holdfast/v1/dedup");
    }

    /** Whether both are the same secret, in a time that does not depend on where they differ. */
    boolean same(RecoverySecret other) {
        open();
        other.open();
        return Mac.same(secret, other.secret);
    }

    private byte[] expand(String label) {
        return withRoot(prk -> Mac.expand(prk, label));
    }

    private byte[] withRoot(Function<byte[], byte[]> derive) {
        open();
        byte[] prk = Mac.extract(SALT, secret);
        try {
            return derive.apply(prk);
        } finally {
            Arrays.fill(prk, (byte) 0);
        }
    }

    private static Signer signer(byte[] seed) {
        try {
            return Signatures.signer(Ed25519.privateKey(seed));
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException("the recovery secret was wiped");
        }
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(secret, (byte) 0);
    }

    @Override
    public String toString() {
        return "recovery secret";
    }
}

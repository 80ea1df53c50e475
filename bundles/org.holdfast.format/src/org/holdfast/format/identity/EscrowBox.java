// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.Mac;
import org.holdfast.format.X25519;
import org.holdfast.model.Bytes;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/**
 * A member's recovery secret, sealed to its confederation's {@link EscrowKey}. Whoever has the box alone has nothing;
 * whoever has the private half, too, has everything of that member.
 *
 * <pre>
 *   0  magic "HFES"       4
 *   4  version = 1        u16
 *   6  flags = 0          u16
 *   8  confederation id  32
 *  40  escrow key        32    X25519 public key
 *  72  owner             32    whose secret it is
 * 104  ephemeral key     32    X25519 public key, used for this box alone
 * 136  sealed            48    AES-256-GCM of the recovery secret, with its tag
 * </pre>
 *
 * Z = X25519(ephemeral, escrow), key = HKDF-Expand(HKDF-Extract("holdfast/v1/escrow", Z), "holdfast/v1/escrow-box" |
 * bytes 0..135), nonce = 12 zero bytes: a key seals one box. Bytes 0..135 are authenticated as well. Anybody can make a
 * box for any owner; so the secret counts only if it makes exactly the owner that the box names.
 */
public record EscrowBox(ConfederationId confederation, EscrowKey escrow, OwnerId owner, Id32 ephemeral, Bytes sealed) {
    /** Length of the encoded form in bytes. */
    public static final int BYTES = 184;

    private static final String MAGIC = "HFES";
    private static final int SECRET = 32;
    private static final int TAG = 16;
    private static final byte[] SALT = ascii("holdfast/v1/escrow");
    private static final byte[] INFO = ascii("holdfast/v1/escrow-box");
    private static final byte[] NONCE = new byte[12];

    public EscrowBox {
        if (sealed.length() != SECRET + TAG) {
            throw new IllegalArgumentException("a sealed recovery secret has " + (SECRET + TAG) + " bytes");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Seals a recovery secret.
     *
     * @param secret of {@code owner}; not kept
     * @param once 32 random bytes that are used for nothing else; not kept, and the caller's to wipe
     * @throws IllegalArgumentException if the escrow key can be nobody's
     */
    public static EscrowBox seal(
            byte[] secret, ConfederationId confederation, EscrowKey escrow, OwnerId owner, byte[] once) {
        Id32 ephemeral = X25519.publicKey(once);
        byte[] header = header(confederation, escrow, owner, ephemeral);
        byte[] shared = X25519.agree(once, escrow.value())
                .orElseThrow(() -> new IllegalArgumentException("this is no escrow key: " + escrow));
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, shared, header).doFinal(secret);
            return new EscrowBox(confederation, escrow, owner, ephemeral, Bytes.of(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        } finally {
            Arrays.fill(shared, (byte) 0);
        }
    }

    /**
     * The recovery secret, to be wiped by the caller; empty if this is not the private half of the box's escrow key, or
     * the box is damaged. Whose secret it is the caller has to check.
     */
    public Optional<byte[]> open(byte[] privateHalf) {
        if (!X25519.publicKey(privateHalf).equals(escrow.value())) {
            return Optional.empty();
        }
        Optional<byte[]> shared = X25519.agree(privateHalf, ephemeral);
        try {
            return shared.isEmpty() ? Optional.empty() : Optional.of(opened(shared.get()));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        } finally {
            shared.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    private byte[] opened(byte[] shared) throws GeneralSecurityException {
        byte[] header = header(confederation, escrow, owner, ephemeral);
        return cipher(Cipher.DECRYPT_MODE, shared, header).doFinal(sealed.toArray());
    }

    private static Cipher cipher(int mode, byte[] shared, byte[] header) throws GeneralSecurityException {
        byte[] extracted = Mac.extract(SALT, shared);
        byte[] info = Arrays.copyOf(INFO, INFO.length + header.length);
        System.arraycopy(header, 0, info, INFO.length, header.length);
        byte[] key = Mac.expand(extracted, info);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(8 * TAG, NONCE));
            cipher.updateAAD(header);
            return cipher;
        } finally {
            Arrays.fill(extracted, (byte) 0);
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] header(ConfederationId confederation, EscrowKey escrow, OwnerId owner, Id32 ephemeral) {
        return new ByteWriter(BYTES)
                .magic(MAGIC)
                .u16(Document.VERSION)
                .zero(2)
                .id32(confederation.value())
                .id32(escrow.value())
                .id32(owner.value())
                .id32(ephemeral)
                .toArray();
    }

    /** Reads exactly {@link #BYTES}; opens nothing. */
    public static EscrowBox read(byte[] bytes) {
        return Document.read("escrow box", bytes, BYTES, EscrowBox::fields);
    }

    private static EscrowBox fields(ByteReader in) {
        Document.start(in, MAGIC);
        return new EscrowBox(
                new ConfederationId(in.id32()),
                new EscrowKey(in.id32()),
                new OwnerId(in.id32()),
                in.id32(),
                in.bytes(SECRET + TAG));
    }

    public byte[] bytes() {
        return new ByteWriter(BYTES)
                .bytes(header(confederation, escrow, owner, ephemeral))
                .bytes(sealed)
                .toArray();
    }

    @Override
    public String toString() {
        return "escrow box of " + owner.brief();
    }
}

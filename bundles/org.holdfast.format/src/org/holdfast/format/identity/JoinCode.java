// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.holdfast.format.ByteReader;
import org.holdfast.format.Mac;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.Id16;
import org.jspecify.annotations.Nullable;

/**
 * What an inviter hands to a person so that a new machine can join: a short-lived ticket. 29 bytes, written as 47
 * characters of Crockford's Base 32 in groups of five:
 *
 * <pre>
 *  0  version = 1                         u8
 *  1  first 10 bytes of the confederation id
 * 11  secret                             16
 * 27  check: first 2 bytes of SHA-256("holdfast/v1/join-code" | bytes 0..26)
 * </pre>
 *
 * The secret is wiped by {@link #close}; it is never in {@link #toString}.
 */
public final class JoinCode implements AutoCloseable {
    /** Length of the secret in bytes. */
    public static final int SECRET_BYTES = 16;

    private static final int PREFIX = 10;
    private static final int BYTES = 1 + PREFIX + SECRET_BYTES + 2;
    private static final int GROUP = 5;
    private static final byte[] CHECK = "holdfast/v1/join-code".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INVITATION = "holdfast/v1/join-id".getBytes(StandardCharsets.US_ASCII);

    private final byte[] prefix;
    private final byte[] secret;

    private JoinCode(byte[] prefix, byte[] secret) {
        this.prefix = prefix;
        this.secret = secret;
    }

    /** A new code for a confederation. */
    public static JoinCode generate(ConfederationId confederation, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return new JoinCode(Arrays.copyOf(confederation.bytes(), PREFIX), secret);
    }

    /**
     * Reads what a person typed, whatever the case, spaces and dashes.
     *
     * @throws HoldfastException JOIN_CODE_INVALID, or NEWER_VERSION
     */
    public static JoinCode parse(CharSequence typed) {
        byte[] bytes;
        try {
            bytes = Base32.decode(typed, BYTES);
        } catch (IllegalArgumentException e) {
            throw invalid("it has " + Base32.length(BYTES) + " letters and digits, but " + e.getMessage(), e);
        }
        return read(bytes);
    }

    /** Reads 29 bytes. @throws HoldfastException JOIN_CODE_INVALID, or NEWER_VERSION */
    public static JoinCode read(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw invalid("it has " + Base32.length(BYTES) + " letters and digits, not fewer", null);
        }
        if (!Arrays.equals(bytes, BYTES - 2, BYTES, check(bytes), 0, 2)) {
            throw invalid("a character is wrong or two are exchanged", null);
        }
        ByteReader in = new ByteReader("join code", bytes);
        int version = in.u8();
        if (version != 1) {
            throw new HoldfastException(
                    ErrorCode.NEWER_VERSION,
                    "join code",
                    "the join code has version " + version + ", this Holdfast knows version 1: install the newest");
        }
        return new JoinCode(in.array(PREFIX), in.array(SECRET_BYTES));
    }

    private static HoldfastException invalid(String why, @Nullable Throwable cause) {
        return new HoldfastException(
                ErrorCode.JOIN_CODE_INVALID,
                "join code",
                "this is no join code: " + why + ". Compare it with what 'holdfast invite' printed",
                cause);
    }

    private static byte[] check(byte[] bytes) {
        byte[] covered = Arrays.copyOf(bytes, BYTES - 2);
        byte[] check = Mac.sha256(CHECK, covered).bytes();
        Arrays.fill(covered, (byte) 0);
        return check;
    }

    public byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        ByteBuffer.wrap(bytes).put((byte) 1).put(prefix).put(secret);
        System.arraycopy(check(bytes), 0, bytes, BYTES - 2, 2);
        return bytes;
    }

    /** As printed for people: groups of five characters with dashes between. */
    public String text() {
        String plain = Base32.encode(bytes());
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < plain.length(); i += GROUP) {
            out.append(i == 0 ? "" : "-").append(plain, i, Math.min(plain.length(), i + GROUP));
        }
        return out.toString();
    }

    /** Whether this code is for that confederation. */
    public boolean fits(ConfederationId confederation) {
        return Arrays.equals(confederation.bytes(), 0, PREFIX, prefix, 0, PREFIX);
    }

    /** The name under which members of the confederation look for each other: a joiner needs it before it knows the id. */
    public String group() {
        return group(prefix);
    }

    /** The same name, as members know it. */
    public static String group(ConfederationId confederation) {
        return group(Arrays.copyOf(confederation.bytes(), PREFIX));
    }

    private static String group(byte[] prefix) {
        return "holdfast-" + HexFormat.of().formatHex(prefix);
    }

    /** Names the {@link Invitation} behind this code, and tells nothing of the secret. */
    public Id16 invitation() {
        return Id16.truncated(Mac.hmac(secret, INVITATION));
    }

    /** HMAC-SHA256 under the secret. */
    byte[] mac(byte[]... parts) {
        return Mac.hmac(secret, parts);
    }

    /** Overwrites the secret. */
    @Override
    public void close() {
        Arrays.fill(secret, (byte) 0);
    }

    /** Two codes are equal if confederation and secret are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof JoinCode that && Arrays.equals(prefix, that.prefix) && Mac.same(secret, that.secret);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(prefix);
    }

    @Override
    public String toString() {
        return "join code of " + group();
    }
}

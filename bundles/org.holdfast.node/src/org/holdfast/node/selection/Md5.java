// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.selection;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.holdfast.files.FileContent;
import org.holdfast.files.LogicalReader;

/** A checksum as package databases keep it. Enough to see that a file was changed, not to keep a forger out. */
public record Md5(long high, long low) {
    private static final int HEX_DIGITS = 32;
    private static final int PIECE = 64 * 1024;

    /** @throws IllegalArgumentException if it is not 32 hexadecimal digits */
    static Md5 parse(String hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("a checksum of " + hex.length() + " digits");
        }
        return of(HexFormat.of().parseHex(hex));
    }

    private static Md5 of(byte[] sum) {
        ByteBuffer bytes = ByteBuffer.wrap(sum);
        return new Md5(bytes.getLong(), bytes.getLong());
    }

    /** Of a whole file, holes as zeros; empty if it cannot be read, or changed meanwhile. */
    static Optional<Md5> of(FileContent content) {
        MessageDigest digest = digest();
        LogicalReader reader = new LogicalReader(content);
        byte[] piece = new byte[PIECE];
        long size = content.entry().size();
        for (long at = 0; at < size; at += PIECE) {
            int length = (int) Math.min(PIECE, size - at);
            if (!reader.fill(at, piece, 0, length)) {
                return Optional.empty();
            }
            digest.update(piece, 0, length);
        }
        return content.check().isPresent() ? Optional.empty() : Optional.of(of(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}

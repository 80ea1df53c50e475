// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.util.Arrays;

/**
 * Bytes as letters and digits that people can read out and type: the alphabet of Crockford's Base 32, which has no I, L,
 * O or U. Reading takes I and L for 1 and O for 0, ignores case, spaces and dashes. The last character is filled with
 * zero bits.
 */
final class Base32 {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Base32() {}

    /** Characters that {@code bytes} bytes take. */
    static int length(int bytes) {
        return (bytes * 8 + 4) / 5;
    }

    static String encode(byte[] bytes) {
        StringBuilder out = new StringBuilder(length(bytes.length));
        int pending = 0;
        int bits = 0;
        for (byte each : bytes) {
            pending = (pending << 8 | each & 0xFF) & 0xFFF;
            for (bits += 8; bits >= 5; bits -= 5) {
                out.append(ALPHABET.charAt(pending >> bits - 5 & 31));
            }
        }
        return bits == 0
                ? out.toString()
                : out.append(ALPHABET.charAt(pending << 5 - bits & 31)).toString();
    }

    /**
     * The bytes of a text of at most {@code max} bytes.
     *
     * @throws IllegalArgumentException if a character is none of the alphabet, or the length or the last bits are wrong
     */
    static byte[] decode(CharSequence text, int max) {
        byte[] out = new byte[max];
        int length = 0;
        int pending = 0;
        int bits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '-' || Character.isWhitespace(c)) {
                continue;
            }
            pending = (pending << 5 | value(c)) & 0xFFF;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                if (length == max) {
                    throw new IllegalArgumentException("it is too long");
                }
                out[length++] = (byte) (pending >> bits);
            }
        }
        if (bits >= 5 || (pending & (1 << bits) - 1) != 0) {
            throw new IllegalArgumentException("characters are missing or too many");
        }
        byte[] exact = Arrays.copyOf(out, length);
        Arrays.fill(out, (byte) 0);
        return exact;
    }

    private static int value(char c) {
        char upper = Character.toUpperCase(c);
        int value = switch (upper) {
            case 'I', 'L' -> 1;
            case 'O' -> 0;
            default -> ALPHABET.indexOf(upper);
        };
        if (value < 0) {
            throw new IllegalArgumentException("'" + c + "' does not occur in such a text");
        }
        return value;
    }
}

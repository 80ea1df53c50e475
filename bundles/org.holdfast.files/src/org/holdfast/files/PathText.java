// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.holdfast.model.Bytes;

/**
 * Paths as text and as bytes. The text of a path is its UTF-8, where a backslash is doubled, and a backslash with
 * {@code xNN} stands for every byte that is no UTF-8 or belongs to a character that could deceive a reader or a terminal
 * (controls, line separators, changes of text direction). So no two paths look alike, and {@link #parse} gives the bytes
 * back.
 */
public final class PathText {
    private static final HexFormat HEX = HexFormat.of();
    private static final int ESCAPE_LENGTH = 4;

    private PathText() {}

    /** A path for people to read. */
    public static String shown(Bytes path) {
        byte[] bytes = path.toArray();
        StringBuilder text = new StringBuilder(bytes.length);
        for (int at = 0; at < bytes.length; ) {
            if (isPlain(bytes[at])) {
                text.append((char) bytes[at++]);
            } else {
                at += append(text, bytes, at);
            }
        }
        return text.toString();
    }

    /** The path that {@link #shown} wrote, or a person typed; a backslash that begins no escape stands for itself. */
    public static Bytes parse(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int at = 0; at < in.length; ) {
            if (in[at] == '\\' && at + 1 < in.length && in[at + 1] == '\\') {
                out.write('\\');
                at += 2;
            } else if (isEscape(in, at)) {
                out.write(HexFormat.fromHexDigits(new String(in, at + 2, 2, StandardCharsets.US_ASCII)));
                at += ESCAPE_LENGTH;
            } else {
                out.write(in[at++]);
            }
        }
        return Bytes.of(out.toByteArray());
    }

    /** The UTF-8 of a text, which is taken as it is. */
    public static Bytes bytes(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The absolute path in the system's own bytes, whatever character set the virtual machine was started with. */
    public static Bytes bytes(Path path) {
        Path absolute = path.toAbsolutePath();
        if (!absolute.getFileSystem().getSeparator().equals("/")) {
            return bytes(absolute.toString());
        }
        // Of all that a Unix path tells about itself only its URI has the bytes; toString has been decoded.
        String uri = absolute.toUri().getRawPath();
        byte[] bytes = unquoted(uri.getBytes(StandardCharsets.US_ASCII));
        boolean slash = bytes.length > 1 && bytes[bytes.length - 1] == '/';
        return Bytes.of(slash ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
    }

    private static byte[] unquoted(byte[] uri) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(uri.length);
        for (int at = 0; at < uri.length; at++) {
            if (uri[at] == '%') {
                out.write(HexFormat.fromHexDigits(new String(uri, at + 1, 2, StandardCharsets.US_ASCII)));
                at += 2;
            } else {
                out.write(uri[at]);
            }
        }
        return out.toByteArray();
    }

    private static boolean isEscape(byte[] in, int at) {
        return in[at] == '\\'
                && at + ESCAPE_LENGTH <= in.length
                && in[at + 1] == 'x'
                && HexFormat.isHexDigit(in[at + 2])
                && HexFormat.isHexDigit(in[at + 3]);
    }

    private static boolean isPlain(byte b) {
        return b >= ' ' && b < 0x7f && b != '\\';
    }

    /** Appends one character, or one byte that belongs to none, and answers how many bytes that was. */
    private static int append(StringBuilder text, byte[] bytes, int at) {
        int length = Math.min(claimedLength(bytes[at]), bytes.length - at);
        byte[] piece = Arrays.copyOfRange(bytes, at, at + length);
        String character = new String(piece, StandardCharsets.UTF_8);
        if (!Arrays.equals(piece, character.getBytes(StandardCharsets.UTF_8))) {
            escape(text, bytes, at, 1);
            return 1;
        }
        if (bytes[at] == '\\') {
            text.append("\\\\");
        } else if (disturbs(character.codePointAt(0))) {
            escape(text, piece, 0, length);
        } else {
            text.append(character);
        }
        return length;
    }

    private static void escape(StringBuilder text, byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            text.append("\\x").append(HEX.toHexDigits(bytes[i]));
        }
    }

    /** How long the first byte says that its character is; 1 if it says nothing sensible. */
    private static int claimedLength(byte first) {
        int leading = Integer.numberOfLeadingZeros(~(first << 24));
        return leading >= 2 && leading <= 4 ? leading : 1;
    }

    private static boolean disturbs(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> turnsText(point);
            default -> false;
        };
    }

    private static boolean turnsText(int point) {
        return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.preview;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import org.holdfast.console.text.Harmless;

/** Bytes that are a text, in the encoding that fits; shown so that nothing in it acts. */
final class PlainText {
    /** More is not scrolled through, and widgets get slow. */
    private static final int MOST_LINES = 2000;

    private static final int MOST_CHARACTERS = 1 << 17;

    /** As wide as most people set it. */
    private static final String TAB = "    ";

    private PlainText() {}

    /** Empty if it is none that could be read. @param whole whether these are all bytes of the file */
    static Optional<Preview.Text> read(byte[] bytes, boolean whole) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return decoded(bytes, 2, StandardCharsets.UTF_16LE, whole);
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            return decoded(bytes, 2, StandardCharsets.UTF_16BE, whole);
        }
        if (!isFreeOfControls(bytes)) {
            return Optional.empty();
        }
        return decoded(bytes, mark(bytes), StandardCharsets.UTF_8, whole)
                .or(() -> isLatin(bytes) ? decoded(bytes, 0, StandardCharsets.ISO_8859_1, whole) : Optional.empty());
    }

    /** Length of the mark that says UTF-8. */
    private static int mark(byte[] bytes) {
        return bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb && (bytes[2] & 0xff) == 0xbf
                ? 3
                : 0;
    }

    /** Texts have no zeros, and few other control characters but those that part lines: a log may have escapes. */
    private static boolean isFreeOfControls(byte[] bytes) {
        int controls = 0;
        for (byte each : bytes) {
            if (each == 0) {
                return false;
            }
            if (each > 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r' && each != '\f') {
                controls++;
            }
        }
        return controls <= bytes.length / 10;
    }

    /** In the older encodings of Europe nothing is a control character between 0x80 and 0x9f. */
    private static boolean isLatin(byte[] bytes) {
        for (byte each : bytes) {
            int unsigned = each & 0xff;
            if (unsigned >= 0x7f && unsigned <= 0x9f) {
                return false;
            }
        }
        return true;
    }

    /** A character that is cut off at the end of what was read of a file is left out. */
    private static Optional<Preview.Text> decoded(byte[] bytes, int from, Charset charset, boolean whole) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes, from, bytes.length - from), text, whole);
        if (result.isError()) {
            return Optional.empty();
        }
        String all = text.flip().toString();
        String beginning = all.substring(0, Math.min(all.length(), MOST_CHARACTERS));
        String shown = beginning
                .lines()
                .limit(MOST_LINES)
                .map(line -> Harmless.line(line.replace("\t", TAB)))
                .collect(Collectors.joining("\n"));
        boolean cut = all.length() > MOST_CHARACTERS || beginning.lines().count() > MOST_LINES;
        return Optional.of(new Preview.Text(shown, whole && !cut, charset.name()));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.RecoverySheet;
import org.holdfast.format.identity.RecoveryWords;
import org.holdfast.format.identity.RecoveryWords.Reading;
import org.holdfast.format.identity.RecoveryWords.UnknownWord;
import org.holdfast.model.MalformedInput;
import org.holdfast.trust.internal.SheetHead;
import org.holdfast.trust.internal.SheetTrouble;
import org.holdfast.trust.internal.SheetWords;

/**
 * One reading of a sheet's text. The text is held in one array of characters, which is wiped at the end; lines and words
 * are windows of it.
 */
final class SheetReading {
    /** Longest text in bytes. */
    static final int LONGEST = 64 << 10;

    /** Some editors write it before the first character of a file. */
    private static final char MARK = '\uFEFF';

    private final char[] chars;
    private final CharBuffer text;

    /** @param utf8 not kept */
    SheetReading(byte[] utf8) {
        if (utf8.length > LONGEST) {
            throw SheetTrouble.unreadable("it has " + utf8.length + " bytes, a sheet has at most " + LONGEST);
        }
        chars = new char[utf8.length];
        CharBuffer out = CharBuffer.wrap(chars);
        CoderResult end = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(utf8), out, true);
        if (end.isOverflow()) {
            throw new IllegalStateException("UTF-8 never has more characters than bytes");
        }
        text = out.flip();
    }

    /** Reads it; once. */
    ReadSheet read() {
        try {
            List<CharSequence> lines = lines();
            Optional<CharSequence> scanned = scanned(lines);
            return scanned.isPresent() ? payload(scanned.get()) : words(lines);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    private List<CharSequence> lines() {
        List<CharSequence> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                lines.add(text.subSequence(start, i));
                start = i + 1;
            }
        }
        return lines;
    }

    /** The text of a QR code, which may be wrapped over lines. */
    private Optional<CharSequence> scanned(List<CharSequence> lines) {
        int start = 0;
        for (CharSequence line : lines) {
            int blanks = leadingBlanks(line);
            if (RecoverySheet.looksLike(line.subSequence(blanks, line.length()))) {
                return Optional.of(text.subSequence(start + blanks, text.length()));
            }
            start += line.length() + 1;
        }
        return Optional.empty();
    }

    private static int leadingBlanks(CharSequence line) {
        int blanks = 0;
        while (blanks < line.length() && (Character.isWhitespace(line.charAt(blanks)) || line.charAt(blanks) == MARK)) {
            blanks++;
        }
        return blanks;
    }

    private static ReadSheet payload(CharSequence scanned) {
        try (RecoverySheet sheet = RecoverySheet.parse(scanned)) {
            ReadSheet read = sheet(sheet.secret(), Optional.empty(), Optional.of(sheet.page()));
            belongsTo(read, sheet.page());
            return read;
        } catch (MalformedInput e) {
            throw SheetTrouble.damagedScan(e);
        }
    }

    private static void belongsTo(ReadSheet read, PartnerPage page) {
        if (!read.secret().owner().equals(page.owner())) {
            read.close();
            throw SheetTrouble.unreadable(
                    "its words and its identity are of two machines: the pages of two sheets were mixed");
        }
    }

    private static ReadSheet words(List<CharSequence> lines) {
        List<CharSequence> words = new SheetWords(lines).collect();
        ReadSheet read = switch (RecoveryWords.read(words)) {
            case Reading.Right(byte[] secret) -> sheet(secret, Optional.empty(), Optional.empty());
            case Reading.Mended(byte[] secret, int position, String typed, String right) ->
                sheet(
                        secret,
                        Optional.of(new ReadSheet.Mended(position, SheetTrouble.shown(typed), right)),
                        Optional.empty());
            case Reading.Unknown(List<UnknownWord> unknown) -> throw SheetTrouble.unknown(unknown);
            case Reading.Wrong() -> throw SheetTrouble.wrong();
        };
        SheetHead head = new SheetHead(lines);
        if (!head.fits(read.secret().owner())) {
            read.close();
            throw SheetTrouble.unreadable(
                    "its words and its identity are of two machines. If the words are right, delete the line"
                            + " 'Identity' and try again");
        }
        return new ReadSheet(
                read.secret(), read.mended(), head.page(read.secret().owner()));
    }

    private static ReadSheet sheet(byte[] secret, Optional<ReadSheet.Mended> mended, Optional<PartnerPage> page) {
        try {
            return new ReadSheet(RecoverySecret.of(secret), mended, page);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }
}

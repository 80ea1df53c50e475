// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.RecoverySheet;
import org.holdfast.format.identity.RecoveryWords;
import org.holdfast.format.identity.RecoveryWords.Reading;
import org.holdfast.format.identity.RecoveryWords.UnknownWord;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.MalformedInput;
import org.holdfast.trust.ReadSheet;
import org.holdfast.trust.RecoverySecret;

/**
 * One reading of a sheet's text. The text is held in one array of characters, which is wiped at the end; lines and words
 * are windows of it.
 */
public final class SheetReading {
    /** Longest text in bytes. */
    static final int LONGEST = 64 << 10;

    private static final Pattern NOT_A_LETTER = Pattern.compile("[^A-Za-z]");
    private static final int SHOWN = 16;

    private final char[] chars;
    private final CharBuffer text;

    /** @param utf8 not kept */
    public SheetReading(byte[] utf8) {
        if (utf8.length > LONGEST) {
            throw unreadable("it has " + utf8.length + " bytes, a sheet has at most " + LONGEST);
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
    public ReadSheet read() {
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
        while (blanks < line.length() && Character.isWhitespace(line.charAt(blanks))) {
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
            throw new HoldfastException(
                    ErrorCode.SHEET_UNREADABLE,
                    "recovery sheet",
                    "the scanned text is damaged: scan it again, or type the words",
                    e);
        }
    }

    private static void belongsTo(ReadSheet read, PartnerPage page) {
        if (!read.secret().owner().equals(page.owner())) {
            read.close();
            throw unreadable("its words and its identity are of two machines: the pages of two sheets were mixed");
        }
    }

    private static ReadSheet words(List<CharSequence> lines) {
        List<CharSequence> words = new SheetWords(lines).collect();
        ReadSheet read = switch (RecoveryWords.read(words)) {
            case Reading.Right(byte[] secret) -> sheet(secret, Optional.empty(), Optional.empty());
            case Reading.Mended(byte[] secret, int position, String typed, String right) ->
                sheet(secret, Optional.of(new ReadSheet.Mended(position, shown(typed), right)), Optional.empty());
            case Reading.Unknown(List<UnknownWord> unknown) -> throw unknown(unknown);
            case Reading.Wrong() -> throw wrong();
        };
        SheetHead head = new SheetHead(lines);
        if (!head.fits(read.secret().owner())) {
            read.close();
            throw unreadable("its words and its identity are of two machines. If the words are right, delete the line"
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

    private static HoldfastException unknown(List<UnknownWord> words) {
        String named = words.stream()
                .map(word -> "word " + word.position() + " is '" + shown(word.typed()) + "', which is no recovery word"
                        + (word.nearest().isEmpty() ? "" : " (perhaps " + String.join(", ", word.nearest()) + ")"))
                .collect(Collectors.joining("; "));
        String subject = words.stream().map(word -> "word " + word.position()).collect(Collectors.joining(", "));
        return new HoldfastException(ErrorCode.SHEET_WRONG_WORD, subject, named + ". Compare them with the sheet");
    }

    private static HoldfastException wrong() {
        return new HoldfastException(
                ErrorCode.SHEET_WRONG_WORD,
                "recovery sheet",
                "at least two words are wrong, or two changed places: one alone would have been named. Compare all "
                        + RecoveryWords.COUNT + " with the sheet, and their numbers");
    }

    /** What was typed, made safe to print. */
    private static String shown(String typed) {
        String letters = NOT_A_LETTER.matcher(typed).replaceAll("?");
        return letters.length() > SHOWN ? letters.substring(0, SHOWN) + "…" : letters;
    }

    static HoldfastException unreadable(String why) {
        return new HoldfastException(
                ErrorCode.SHEET_UNREADABLE, "recovery sheet", "this is no recovery sheet that can be used: " + why);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.sheet;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.RecoverySheet;
import org.holdfast.trust.RecoverySecret;
import org.holdfast.trust.Sheets;

/**
 * A sheet as pages to print: its text in letters of one width, and below it a QR code with everything that the text says,
 * for whoever would rather scan than type. {@link #close} wipes the text.
 */
public final class SheetPrint implements AutoCloseable {
    /** A code with more is too fine for a bad printer; partners that do not fit are left out, as any one is enough. */
    private static final int MOST_SIGNS = 900;

    private final char[] text;
    private final List<CharSequence> lines;
    private final Optional<ByteMatrix> code;

    private SheetPrint(byte[] utf8, Optional<ByteMatrix> code) {
        this.text = decoded(utf8);
        this.lines = lines(text);
        this.code = code;
    }

    /** The whole sheet, with the secret in it. */
    public static SheetPrint full(PartnerPage page, RecoverySecret secret) {
        byte[] utf8 = Sheets.full(page, secret);
        try {
            return new SheetPrint(utf8, Optional.of(code(page, secret)));
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    /** All that can be printed once the sheet is sealed. */
    public static SheetPrint partnerPage(PartnerPage page) {
        return new SheetPrint(Sheets.partnerPage(page), Optional.empty());
    }

    /** The first partners, as many as fit. */
    private static ByteMatrix code(PartnerPage page, RecoverySecret secret) {
        byte[] bytes = secret.bytes();
        try {
            String signs = signs(page, bytes, page.partners().size());
            for (int partners = page.partners().size() - 1; signs.length() > MOST_SIGNS && partners >= 0; partners--) {
                signs = signs(page, bytes, partners);
            }
            return Encoder.encode(signs, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException("a QR code has room for " + MOST_SIGNS + " signs", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String signs(PartnerPage page, byte[] secret, int partners) {
        PartnerPage shorter = new PartnerPage(
                page.owner(),
                page.ownerName(),
                page.confederation(),
                page.partners().subList(0, partners),
                page.time());
        try (RecoverySheet sheet = new RecoverySheet(shorter, secret)) {
            return sheet.text();
        }
    }

    private static char[] decoded(byte[] utf8) {
        char[] chars = new char[utf8.length];
        CharBuffer out = CharBuffer.wrap(chars);
        StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .decode(ByteBuffer.wrap(utf8), out, true);
        char[] text = Arrays.copyOf(chars, out.position());
        Arrays.fill(chars, '\0');
        return text;
    }

    /** Windows of the text. */
    private static List<CharSequence> lines(char[] text) {
        List<CharSequence> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                lines.add(CharBuffer.wrap(text, start, i - start));
                start = i + 1;
            }
        }
        return lines;
    }

    /** A PDF of A4 pages, with the secret in it: to be wiped by the caller. */
    public byte[] pdf() {
        return new PdfPages(lines, code).bytes();
    }

    /** A picture in black and white, with the secret in it: to be wiped by the caller. */
    public byte[] png() {
        return new PngPicture(lines, code).bytes();
    }

    @Override
    public void close() {
        Arrays.fill(text, '\0');
    }
}

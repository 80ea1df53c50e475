// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.sheet;

import com.google.zxing.qrcode.encoder.ByteMatrix;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A PDF 1.4 of one sheet: text in Courier, which every reader has, so that no font is embedded; the QR code as black
 * rectangles, one for each run of modules in a row. Objects: 1 catalogue, 2 pages, 3 font, then for each page the page and
 * its content. Nothing is compressed. Written by hand, since a library for so little would be several times as large as the
 * command itself, and would keep copies of the words in strings; tests read it with one.
 */
final class PdfPages {
    private static final int CAPACITY = 1 << 20;
    private static final double WIDTH = 595;
    private static final double HEIGHT = 842;
    private static final double MARGIN = 40;
    private static final double LARGEST = 9;
    private static final double LEADING = 1.15;
    private static final double LETTER = 0.6; // of Courier, for the size 1
    private static final double CODE = 260;
    private static final int QUIET = 4;
    private static final int FIRST_PAGE = 4;

    private final List<CharSequence> lines;
    private final Optional<ByteMatrix> code;
    private final ByteBuffer out = ByteBuffer.allocate(CAPACITY);
    private final List<Integer> offsets = new ArrayList<>();

    PdfPages(List<CharSequence> lines, Optional<ByteMatrix> code) {
        this.lines = lines;
        this.code = code;
    }

    byte[] bytes() {
        int columns = lines.stream().mapToInt(CharSequence::length).max().orElse(1);
        double size = Math.min(LARGEST, (WIDTH - 2 * MARGIN) / (LETTER * columns));
        double step = size * LEADING;
        int rows = (int) ((HEIGHT - 2 * MARGIN) / step);
        int textPages = (lines.size() + rows - 1) / rows;
        double left = HEIGHT - 2 * MARGIN - (lines.size() - (textPages - 1) * rows) * step;
        boolean beside = code.isPresent() && left >= CODE;
        int pages = textPages + (code.isPresent() && !beside ? 1 : 0);
        put("%PDF-1.4\n%âãÏÓ\n");
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Count " + pages + " /Kids [" + kids(pages) + "] >>");
        object("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>");
        for (int page = 0; page < pages; page++) {
            int from = Math.min(lines.size(), page * rows);
            List<CharSequence> shown = lines.subList(from, Math.min(lines.size(), from + rows));
            page(shown, size, step, page == pages - 1);
        }
        end();
        byte[] made = Arrays.copyOf(out.array(), out.position());
        Arrays.fill(out.array(), (byte) 0);
        return made;
    }

    private static String kids(int pages) {
        StringBuilder kids = new StringBuilder();
        for (int page = 0; page < pages; page++) {
            kids.append(FIRST_PAGE + 2 * page).append(" 0 R ");
        }
        return kids.toString().strip();
    }

    private void page(List<CharSequence> shown, double size, double step, boolean last) {
        int content = offsets.size() + 2;
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + number(WIDTH) + " " + number(HEIGHT)
                + "] /Resources << /Font << /F1 3 0 R >> >> /Contents " + content + " 0 R >>");
        offsets.add(out.position());
        put(content + " 0 obj\n<< /Length ");
        int length = out.position();
        put("          >>\nstream\n"); // its length is written when it is known
        int start = out.position();
        text(shown, size, step);
        if (last) {
            code.ifPresent(this::squares);
        }
        int end = out.position();
        out.put(length, String.format(Locale.ROOT, "%-9d", end - start).getBytes(StandardCharsets.US_ASCII));
        put("\nendstream\nendobj\n");
    }

    private void text(List<CharSequence> shown, double size, double step) {
        put("BT /F1 " + number(size) + " Tf " + number(step) + " TL " + number(MARGIN) + " "
                + number(HEIGHT - MARGIN - size) + " Td\n");
        for (CharSequence line : shown) {
            out.put((byte) '(');
            for (int i = 0; i < line.length(); i++) {
                sign(line.charAt(i));
            }
            put(") Tj T*\n");
        }
        put("ET\n");
    }

    /** What the encoding lacks is shown as a question mark; the QR code has it. */
    private void sign(char sign) {
        if (sign == '(' || sign == ')' || sign == '\\') {
            out.put((byte) '\\');
        }
        boolean shown = sign >= ' ' && sign <= '~' || sign >= 0xA0 && sign <= 0xFF;
        out.put((byte) (shown ? sign : '?'));
    }

    private void squares(ByteMatrix matrix) {
        double module = CODE / (matrix.getWidth() + 2 * QUIET);
        double x0 = (WIDTH - CODE) / 2 + QUIET * module;
        double y0 = MARGIN + CODE - QUIET * module;
        put("0 g\n");
        for (int y = 0; y < matrix.getHeight(); y++) {
            for (int x = 0; x < matrix.getWidth(); x++) {
                int run = x;
                while (run < matrix.getWidth() && matrix.get(run, y) == 1) {
                    run++;
                }
                if (run > x) {
                    put(number(x0 + x * module) + " " + number(y0 - (y + 1) * module) + " " + number((run - x) * module)
                            + " " + number(module) + " re f\n");
                    x = run;
                }
            }
        }
    }

    private void object(String body) {
        offsets.add(out.position());
        put(offsets.size() + " 0 obj\n" + body + "\nendobj\n");
    }

    private void end() {
        int table = out.position();
        put("xref\n0 " + (offsets.size() + 1) + "\n0000000000 65535 f \n");
        offsets.forEach(offset -> put(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
        put("trailer\n<< /Size " + (offsets.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private void put(String text) {
        out.put(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}

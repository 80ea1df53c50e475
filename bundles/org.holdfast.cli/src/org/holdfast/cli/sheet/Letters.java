// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Pictures of the ASCII letters, of one size; anything else looks like a question mark. */
final class Letters {
    /** In pixels, with the space around it. */
    static final int WIDTH = 10;

    static final int HEIGHT = 20;

    private static final String FILE = "letters.txt";
    private static final int FIRST = ' ';
    private static final int LAST = '~';
    private static final int ROW_DIGITS = 3;

    private final int[][] rows; // by letter; the highest of WIDTH bits is the leftmost pixel

    private Letters(int[][] rows) {
        this.rows = rows;
    }

    /** One line for each letter in the order of ASCII: three hexadecimal digits for each row of pixels. */
    static Letters load() {
        try (InputStream in = Objects.requireNonNull(Letters.class.getResourceAsStream(FILE), FILE)) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("//"))
                    .toArray(String[]::new);
            int[][] rows = new int[LAST - FIRST + 1][HEIGHT];
            for (int letter = 0; letter < rows.length; letter++) {
                for (int y = 0; y < HEIGHT; y++) {
                    rows[letter][y] = Integer.parseInt(lines[letter], y * ROW_DIGITS, (y + 1) * ROW_DIGITS, 16);
                }
            }
            return new Letters(rows);
        } catch (IOException e) {
            throw new UncheckedIOException("the letters of the product cannot be read", e);
        }
    }

    boolean isBlack(char sign, int x, int y) {
        int known = sign >= FIRST && sign <= LAST ? sign : '?';
        return (rows[known - FIRST][y] >> (WIDTH - 1 - x) & 1) == 1;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Inputs worth keeping, in {@code corpus.txt} beside this class: one a line, as kind, expected end (an error code, or
 * READ), what it is (one word), and the bytes in hexadecimal.
 */
final class Corpus {
    /** One line. */
    record Input(Kind kind, String end, String what, byte[] bytes) {
        @Override
        public String toString() {
            return kind + " " + what;
        }
    }

    private Corpus() {}

    static List<Input> inputs() {
        try (InputStream in = Corpus.class.getResourceAsStream("corpus.txt")) {
            if (in == null) {
                throw new IllegalStateException("corpus.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Corpus::input)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Input input(String line) {
        String[] parts = line.split(" ", -1);
        return new Input(
                Kind.valueOf(parts[0]), parts[1], parts[2], HexFormat.of().parseHex(parts[3]));
    }
}

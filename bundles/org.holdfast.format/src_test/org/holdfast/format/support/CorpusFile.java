// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Inputs that fuzzing starts from and that every build replays: corpus/NAME.txt, one a line in hexadecimal.
 * {@code HEX*LENGTH} goes on with zeros to that length.
 */
public final class CorpusFile {
    private static final String FOLDER = "/org/holdfast/format/corpus/";

    private CorpusFile() {}

    public static List<byte[]> read(String name) {
        try (InputStream in = CorpusFile.class.getResourceAsStream(FOLDER + name + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("there is no corpus " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(CorpusFile::input)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] input(String line) {
        String[] parts = line.split("\\*");
        byte[] bytes = HexFormat.of().parseHex(parts[0]);
        return parts.length == 1 ? bytes : Arrays.copyOf(bytes, Integer.parseInt(parts[1]));
    }

    private static String line(byte[] input) {
        int end = input.length;
        while (end > 0 && input[end - 1] == 0) {
            end--;
        }
        return HexFormat.of().formatHex(input, 0, end) + (end == input.length ? "" : "*" + input.length);
    }

    /** For generators only. */
    public static void write(String name, List<byte[]> inputs) throws IOException {
        String lines = inputs.stream().map(CorpusFile::line).collect(Collectors.joining("\n", "", "\n"));
        Files.writeString(
                Path.of("src_test" + FOLDER + name + ".txt"),
                "# one input a line; HEX*LENGTH goes on with zeros to that length\n" + lines);
    }
}

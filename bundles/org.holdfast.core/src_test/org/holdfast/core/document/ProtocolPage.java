// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What stands in docs/protocol.md and the pages that it was parted into. */
final class ProtocolPage {
    private static final List<Path> PAGES = List.of(
            Path.of("../../docs/protocol.md"),
            Path.of("../../docs/protocol-audit.md"),
            Path.of("../../docs/protocol-example.md"));

    private ProtocolPage() {}

    /** The rows of the first table below a caption, a line in bold, without head and rule. */
    static List<String> table(String caption) {
        return after("**" + caption + "**").stream()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .toList();
    }

    /** The lines of the first block of code below a caption. */
    static List<String> code(String caption) {
        return after("**" + caption + "**").stream()
                .dropWhile(line -> !line.startsWith("```"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("```"))
                .toList();
    }

    /** All tables of docs/protocol.md, row by row. */
    static List<String> rows() {
        return lines(PAGES.getFirst()).stream()
                .filter(line -> line.startsWith("| "))
                .toList();
    }

    /** The prose of docs/protocol.md as one line. */
    static String text() {
        return String.join(" ", lines(PAGES.getFirst()));
    }

    private static List<String> after(String line) {
        for (Path page : PAGES) {
            List<String> lines = lines(page);
            int at = lines.indexOf(line);
            if (at >= 0) {
                return lines.subList(at + 1, lines.size());
            }
        }
        throw new AssertionError("the protocol has no line " + line);
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

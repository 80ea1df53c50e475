// SPDX-License-Identifier: EPL-2.0
package org.holdfast.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Tables of docs/protocol.md and docs/protocol-messages.md. */
final class ProtocolTables {
    private ProtocolTables() {}

    /**
     * The rows of the first table below a line, as cells, without head and rule; none if something else begins before
     * there is a table.
     */
    static List<List<String>> below(String page, String line) {
        List<String> lines = lines(page);
        int at = lines.indexOf(line);
        if (at < 0) {
            throw new AssertionError(page + " has no line " + line);
        }
        return lines.subList(at + 1, lines.size()).stream()
                .takeWhile(each -> !each.startsWith("#"))
                .dropWhile(each -> !each.startsWith("|"))
                .takeWhile(each -> each.startsWith("|"))
                .skip(2)
                .map(ProtocolTables::cells)
                .toList();
    }

    static List<String> lines(String page) {
        try {
            return Files.readAllLines(Path.of("../../docs").resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String row) {
        String inner = row.substring(1, row.length() - 1);
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
    }
}

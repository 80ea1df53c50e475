// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.recovery;

import java.util.ArrayList;
import java.util.List;

/** A sheet's lines, spread over pages of paper. Long lines are broken, as what is off the paper cannot be typed again. */
final class SheetPages {
    private SheetPages() {}

    /**
     * @param columns characters that fit beside each other
     * @param rows lines that fit below each other
     */
    static List<List<String>> of(String text, int columns, int rows) {
        List<List<String>> pages = new ArrayList<>();
        List<String> page = new ArrayList<>();
        for (String line : text.lines().toList()) {
            for (String part : broken(line, columns)) {
                if (page.size() == rows) {
                    pages.add(page);
                    page = new ArrayList<>();
                }
                page.add(part);
            }
        }
        pages.add(page);
        return pages;
    }

    private static List<String> broken(String line, int columns) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(line.length(), from + columns);
            parts.add(line.substring(from, to));
            from = to;
        } while (from < line.length());
        return parts;
    }
}

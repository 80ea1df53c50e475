// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.util.List;

/**
 * The numbers of all formats that live data were written in, plane by plane, ascending: what a blank machine needs
 * readers for.
 */
public record FormatsUsed(
        List<Integer> codes, List<Integer> ciphers, List<Integer> compressions, List<Integer> audits) {
    static final int MOST = 64;

    public FormatsUsed {
        codes = ascending(codes);
        ciphers = ascending(ciphers);
        compressions = ascending(compressions);
        audits = ascending(audits);
    }

    private static List<Integer> ascending(List<Integer> numbers) {
        List<Integer> sorted = numbers.stream().distinct().sorted().toList();
        if (sorted.size() > MOST || sorted.stream().anyMatch(number -> number < 0 || number > 0xFFFF)) {
            throw new IllegalArgumentException("at most " + MOST + " formats in a plane, each a u16");
        }
        return sorted;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.preview;

import java.util.HexFormat;

/** The first bytes of a file in hexadecimal, with their letters beside them. */
final class HexDump {
    private static final int MOST = 512;
    private static final int ROW = 16;
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");

    private HexDump() {}

    static String of(byte[] bytes) {
        StringBuilder dump = new StringBuilder();
        int end = Math.min(bytes.length, MOST);
        for (int from = 0; from < end; from += ROW) {
            int to = Math.min(end, from + ROW);
            dump.append("%08x  %-47s  ".formatted(from, SPACED.formatHex(bytes, from, to)));
            for (int i = from; i < to; i++) {
                dump.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '·');
            }
            dump.append('\n');
        }
        return dump.toString();
    }
}

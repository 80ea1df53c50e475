// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import java.io.PrintStream;
import java.util.List;

/** Lines at the bottom of a terminal that are drawn again and again in the same place. */
final class Screen {
    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private final PrintStream out;
    private final int width;
    private int drawn;

    /** @param width of the terminal in characters; longer lines are cut */
    Screen(PrintStream out, int width) {
        this.out = out;
        this.width = width;
    }

    /** In the place of what was drawn before. */
    void draw(List<String> lines) {
        StringBuilder text = new StringBuilder(back());
        for (String each : lines) {
            String line = Terminal.line(each);
            int cut = line.offsetByCodePoints(0, Math.min(width - 1, line.codePointCount(0, line.length())));
            text.append(line, 0, cut).append(ESCAPE).append("K\n");
        }
        out.print(text.append(CLEAR_BELOW));
        out.flush();
        drawn = lines.size();
    }

    /** Takes it away, so that other text can follow. */
    void clear() {
        if (drawn > 0) {
            out.print(back() + CLEAR_BELOW);
            out.flush();
            drawn = 0;
        }
    }

    private String back() {
        return drawn == 0 ? "" : ESCAPE + drawn + "A\r";
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.widget;

import org.eclipse.swt.graphics.RGB;
import org.holdfast.console.node.Theme;

/** What a colour is to say; never alone, there is always a word or a picture of another shape with it. */
public enum Tone {
    PLAIN(0x24292f, 0xe8e8e8),
    FAINT(0x5c646d, 0xa8b0b8),
    GOOD(0x1a7f37, 0x4ac26b),
    WARN(0x8a5a00, 0xe0a93b),
    BAD(0xb3202c, 0xff7b72),
    ACCENT(0x0a5cc2, 0x6cb0ff);

    private static final int BYTE = 0xff;
    private final int light;
    private final int dark;

    Tone(int light, int dark) {
        this.light = light;
        this.dark = dark;
    }

    /** Reads well on the background of that theme: a contrast of 4.5 at least. */
    public RGB rgb(Theme theme) {
        int colour = theme == Theme.LIGHT ? light : dark;
        return new RGB(colour >> 16 & BYTE, colour >> 8 & BYTE, colour & BYTE);
    }

    /** Class of widgets in the style sheets. */
    public String style() {
        return "tone-" + name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The background of tables. */
    static String halo(Theme theme) {
        return theme == Theme.LIGHT ? "#ffffff" : "#1c1e21";
    }

    String hex(Theme theme) {
        return "#%06x".formatted(theme == Theme.LIGHT ? light : dark);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.durability;

import java.util.Locale;

/** Small figures for people: two digits and a power of ten, such as 5.3e-7 or 1e-3. */
final class Figure {
    private Figure() {}

    static String of(double value) {
        return String.format(Locale.ROOT, "%.1e", value)
                .replace(".0e", "e")
                .replaceFirst("e([+-])0", "e$1")
                .replace("e+", "e");
    }
}

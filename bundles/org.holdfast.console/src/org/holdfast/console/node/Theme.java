// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.node;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Light or dark. */
public enum Theme {
    LIGHT,
    DARK;

    /** As on the command line and in the settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the theme in plugin.xml. */
    public String id() {
        return "org.holdfast.console.theme." + word();
    }

    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    public static Optional<Theme> named(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}

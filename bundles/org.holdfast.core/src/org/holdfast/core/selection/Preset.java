// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A ready-made choice that a source may switch on. The names are stored: they do not change. */
public enum Preset {
    /** What folders hold that are tagged as caches. */
    CACHES,
    /** Files that are as the system's packages brought them. */
    VENDOR;

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Preset> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** All of them, for people. */
    public static String words() {
        return Arrays.stream(values()).map(Preset::word).collect(Collectors.joining(", "));
    }
}

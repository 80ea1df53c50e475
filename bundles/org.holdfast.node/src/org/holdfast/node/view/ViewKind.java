// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a source wants to be read. The numbers are stored: they do not change. */
public enum ViewKind {
    /** As it is; files may change meanwhile. */
    LIVE(0),
    /** From a read-only snapshot of its Btrfs subvolume. */
    BTRFS(1),
    /** From a snapshot of its logical volume. */
    LVM(2);

    private final int number;

    ViewKind(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ViewKind> find(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    public static Optional<ViewKind> find(int number) {
        return Arrays.stream(values()).filter(each -> each.number == number).findFirst();
    }

    /** All of them, for people. */
    public static String words() {
        return Arrays.stream(values()).map(ViewKind::word).collect(Collectors.joining(", "));
    }
}

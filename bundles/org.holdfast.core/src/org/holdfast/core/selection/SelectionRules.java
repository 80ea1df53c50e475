// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What people say of a source.
 *
 * @param include patterns of what to take; none means everything
 * @param exclude patterns of what to leave out, the last that matches decides; {@code !} takes back in
 * @param ignoreFile the name of the files in folders that say the same of them; empty: none are followed
 * @param oneFileSystem stay on the file system of the source
 * @param largestBytes longer files are left out; 0: no limit
 * @param oldestDays files whose content has not changed for longer are left out; 0: no limit
 */
public record SelectionRules(
        List<String> include,
        List<String> exclude,
        String ignoreFile,
        boolean oneFileSystem,
        long largestBytes,
        int oldestDays,
        Set<Preset> presets) {
    /** Everything below the source but what ignore files of the usual name leave out. */
    public static final SelectionRules USUAL =
            new SelectionRules(List.of(), List.of(), IgnoreFile.USUAL_NAME, false, 0, 0, Set.of());

    public SelectionRules {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        EnumSet<Preset> sorted = EnumSet.noneOf(Preset.class);
        sorted.addAll(presets);
        presets = Set.copyOf(sorted);
    }

    /** The usual rules with these patterns. */
    public static SelectionRules excluding(List<String> patterns, boolean oneFileSystem) {
        return new SelectionRules(List.of(), patterns, IgnoreFile.USUAL_NAME, oneFileSystem, 0, 0, Set.of());
    }

    boolean has(Preset preset) {
        return presets.contains(preset);
    }
}

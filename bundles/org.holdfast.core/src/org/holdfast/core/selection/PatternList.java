// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.util.List;
import java.util.Optional;

/** Patterns in order, of which the last one that matches decides. Immutable. */
final class PatternList {
    static final PatternList NONE = new PatternList(List.of());

    private final List<PathPattern> patterns;

    PatternList(List<PathPattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    static PatternList of(List<String> texts) {
        return new PatternList(texts.stream().map(PathPattern::of).toList());
    }

    boolean isEmpty() {
        return patterns.isEmpty();
    }

    List<PathPattern> all() {
        return patterns;
    }

    /** The pattern that decides about an entry; empty if none is about it. */
    Optional<PathPattern> deciding(String path, String name, boolean folder) {
        for (int i = patterns.size() - 1; i >= 0; i--) {
            if (patterns.get(i).matches(path, name, folder)) {
                return Optional.of(patterns.get(i));
            }
        }
        return Optional.empty();
    }
}

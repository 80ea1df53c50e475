// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules of one source, ready to be asked. One walks down with it: {@link #root} is the source itself, and each
 * {@link FolderRules} judges the entries of one folder and gives the rules of the folders in it. Immutable.
 *
 * <p>The first of these that has an opinion decides: the node's own data folder is out; a tagged cache's content is out;
 * the source's exclude patterns (the last that matches); the ignore files, the deepest first; the limits of size and
 * age; the includes; another file system. So an exclude always wins over an include.
 */
public final class Selection {
    private final SelectionRules rules;
    private final PatternList include;
    private final PatternList exclude;
    private final long oldestSeconds;

    /** @param now what ages are counted from */
    public Selection(SelectionRules rules, Instant now) {
        this.rules = rules;
        this.include = PatternList.of(rules.include());
        this.exclude = PatternList.of(rules.exclude());
        this.oldestSeconds = rules.oldestDays() == 0
                ? Long.MIN_VALUE
                : now.minus(Duration.ofDays(rules.oldestDays())).getEpochSecond();
    }

    /** The rules of the source's own folder; the source itself is always in. */
    public FolderRules root() {
        return FolderRules.root(this);
    }

    public SelectionRules rules() {
        return rules;
    }

    /** Whether somebody has to look for {@code CACHEDIR.TAG} in folders. */
    public boolean wantsCacheTags() {
        return rules.has(Preset.CACHES);
    }

    public boolean leavesVendorFiles() {
        return rules.has(Preset.VENDOR);
    }

    PatternList include() {
        return include;
    }

    PatternList exclude() {
        return exclude;
    }

    /** The limit that leaves a file out. */
    Optional<Reason> beyondLimits(Found file) {
        if (!file.file()) {
            return Optional.empty();
        }
        if (rules.largestBytes() > 0 && file.size() > rules.largestBytes()) {
            return Optional.of(Reason.of(Cause.TOO_LARGE, rules.largestBytes() + " bytes"));
        }
        return file.changedSeconds() < oldestSeconds
                ? Optional.of(Reason.of(Cause.TOO_OLD, rules.oldestDays() + " days"))
                : Optional.empty();
    }

    String includes() {
        List<String> all = rules.include();
        return "'" + String.join("', '", all.subList(0, Math.min(3, all.size()))) + (all.size() > 3 ? "', …" : "'");
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;

/** Whether rules can mean what they say: those that contradict each other would leave out silently what is wanted. */
public final class RuleCheck {
    private static final int MOST_PATTERNS = 1_000;
    private static final Set<String> EVERYTHING = Set.of("*", "**", "/*", "/**");

    private final SelectionRules rules;
    private final PatternList include;
    private final PatternList exclude;

    private RuleCheck(SelectionRules rules) {
        this.rules = rules;
        this.include = PatternList.of(rules.include());
        this.exclude = PatternList.of(rules.exclude());
    }

    /** @throws HoldfastException CONFIG_INVALID naming the rule, and what to write instead */
    public static void require(SelectionRules rules) {
        RuleCheck check = new RuleCheck(rules);
        check.limits();
        check.include.all().forEach(check::includePattern);
        check.exclude.all().forEach(check::requireUsable);
        check.everything();
        check.exclude.all().stream().filter(PathPattern::isNegated).forEach(check::takenBack);
    }

    private void limits() {
        if (rules.include().size() + rules.exclude().size() > MOST_PATTERNS) {
            throw wrong(
                    "patterns", "A source has at most " + MOST_PATTERNS + " patterns. An ignore file can hold more.");
        }
        if (rules.largestBytes() < 0 || rules.oldestDays() < 0) {
            throw wrong("limit", "A limit of size or age is not below 0; 0 means none.");
        }
        String name = rules.ignoreFile();
        if (name.contains("/") || name.equals(".") || name.equals("..") || name.length() > 255) {
            throw wrong(name, "'" + name + "' is no name of a file, and ignore files are looked for by name.");
        }
    }

    private void requireUsable(PathPattern pattern) {
        if (pattern.isVoid()) {
            throw wrong(pattern.text(), "The pattern '" + pattern.text() + "' " + PathPattern.CANNOT_MATCH);
        }
    }

    private void includePattern(PathPattern pattern) {
        requireUsable(pattern);
        if (pattern.isNegated()) {
            throw wrong(
                    pattern.text(),
                    "An include does not begin with '!' ('" + pattern.text()
                            + "'). What is not wanted is said with --exclude.");
        }
        leavingOut(pattern).ifPresent(other -> {
            throw wrong(
                    pattern.text(),
                    "--include '" + pattern.text() + "' and --exclude '" + other.text()
                            + "' contradict each other: nothing would be left of what is included. Leave one of them"
                            + " out.");
        });
    }

    /** The exclude that leaves nothing of an include, as far as that can be told without looking at files. */
    private Optional<PathPattern> leavingOut(PathPattern included) {
        Optional<PathPattern> same = exclude.all().stream()
                .filter(each -> each.text().equals(included.text()))
                .findFirst();
        return same.or(() -> included.literalPath().flatMap(path -> excludedAt(path, included.isFoldersOnly())));
    }

    private void everything() {
        List<PathPattern> all = exclude.all();
        if (!all.isEmpty() && EVERYTHING.contains(all.getLast().text())) {
            throw wrong(
                    all.getLast().text(),
                    "--exclude '" + all.getLast().text()
                            + "' leaves out everything. 'holdfast source remove' takes a source away.");
        }
    }

    private void takenBack(PathPattern pattern) {
        Optional<String> path = pattern.literalPath();
        int slash = path.map(each -> each.lastIndexOf('/')).orElse(-1);
        if (slash < 0) {
            return;
        }
        String above = path.orElseThrow().substring(0, slash);
        excludedAt(above, true).ifPresent(other -> {
            throw wrong(
                    pattern.text(),
                    "'" + pattern.text() + "' never takes anything back in, as '" + other.text()
                            + "' leaves out the folder above it. Write '" + above + "/*' instead of it.");
        });
    }

    /** The pattern that leaves out this path or a folder above it. */
    private Optional<PathPattern> excludedAt(String path, boolean folder) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            Optional<PathPattern> found = excluded(path.substring(0, end), true);
            if (found.isPresent()) {
                return found;
            }
        }
        return excluded(path, folder);
    }

    private Optional<PathPattern> excluded(String path, boolean folder) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return exclude.deciding(path, name, folder).filter(each -> !each.isNegated());
    }

    private static HoldfastException wrong(String subject, String message) {
        return new HoldfastException(ErrorCode.CONFIG_INVALID, subject, message);
    }
}

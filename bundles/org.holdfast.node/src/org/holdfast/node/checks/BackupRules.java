// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.model.Protection;
import org.holdfast.node.work.Spans;

/**
 * When backups, and the drills that prove them, are well. Pure functions of facts; each answers at least one finding.
 * A source with a schedule is judged by that, so that one that is backed up weekly is well for a week.
 */
public final class BackupRules {
    /** So old may the backup be of what nothing but people back up: a long week-end is none to worry about. */
    static final Duration OLD = Duration.ofDays(3);

    /** So late, or so old, is critical. */
    static final Duration VERY_LATE = Duration.ofDays(14);

    private static final String BACK_UP = "holdfast backup --wait";

    private BackupRules() {}

    /**
     * @param last when the newest snapshot began
     * @param enough whether partners have enough of everything that was backed up
     * @param running whether a backup is under way
     */
    public record BackupFacts(
            Optional<Instant> last, Protection protection, boolean enough, boolean running, List<SourceFacts> sources) {
        public BackupFacts {
            sources = List.copyOf(sources);
        }
    }

    /**
     * One source.
     *
     * @param byHand whether it has no schedule
     * @param added when it was named; empty until that was noted, a moment later
     * @param last when this node backed it up
     * @param overdueSince when the schedule's backup should have been made, if that is longer ago than may be
     * @param why what stands in its way, in words
     */
    public record SourceFacts(
            String path,
            boolean byHand,
            Optional<Instant> added,
            Optional<Instant> last,
            Optional<Instant> overdueSince,
            String why) {}

    public static List<Finding> backups(BackupFacts facts, Instant now) {
        if (facts.sources().isEmpty()) {
            return List.of(Finding.warn("Nothing to back up is named.", "holdfast source add PATH"));
        }
        if (facts.last().isEmpty()) {
            return List.of(
                    facts.running()
                            ? Finding.passing("The first backup is under way.", "")
                            : Finding.critical("There is no snapshot yet.", BACK_UP));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(newest(facts, Duration.between(facts.last().get(), now)));
        facts.sources().forEach(each -> late(each, now).ifPresent(findings::add));
        return findings;
    }

    private static Finding newest(BackupFacts facts, Duration age) {
        String words = "The last snapshot is " + Spans.words(age) + " old and " + facts.protection() + ".";
        return switch (facts.protection()) {
            case NONE, PARTIAL ->
                facts.running() ? Finding.passing(words + " A backup is under way.", "") : lacking(facts, words);
            case PROTECTED, FULL ->
                facts.enough()
                        ? Finding.ok(words)
                        : Finding.critical(
                                words
                                        + " So many partners are silent or gave something wrong that not everything may be"
                                        + " had from the others.",
                                "'holdfast status' says more.");
        };
    }

    private static Finding lacking(BackupFacts facts, String words) {
        String why = "'holdfast status' says why.";
        return facts.enough()
                ? Finding.warn(words + " Its partners have enough of everything, and not all that they should.", why)
                : Finding.critical(words, why);
    }

    private static Optional<Finding> late(SourceFacts source, Instant now) {
        return source.byHand()
                ? old(source, now)
                : source.overdueSince()
                        .map(due -> worse(
                                "The backup of " + source.path() + " is overdue since "
                                        + due.truncatedTo(ChronoUnit.SECONDS) + ": " + source.why() + ".",
                                Duration.between(due, now)));
    }

    private static Optional<Finding> old(SourceFacts source, Instant now) {
        return source.last()
                .or(source::added)
                .map(since -> Duration.between(since, now))
                .filter(age -> age.compareTo(OLD) > 0)
                .map(age -> worse(
                        "No schedule backs up " + source.path()
                                + (source.last().isPresent()
                                        ? "; its last backup is " + Spans.words(age) + " old."
                                        : ", and this node never did, for " + Spans.words(age) + "."),
                        age));
    }

    private static Finding worse(String found, Duration late) {
        return late.compareTo(VERY_LATE) > 0 ? Finding.critical(found, BACK_UP) : Finding.warn(found, BACK_UP);
    }

    /** What is the matter, as a clause without a full stop, and what to do. */
    public record Trouble(String found, String mend) {}

    /**
     * @param scheduled whether drills come by themselves
     * @param newest how the last one ended that found out something, in words
     * @param troubles overdue, or damage that it found
     */
    public static List<Finding> drills(boolean scheduled, Optional<String> newest, List<Trouble> troubles) {
        if (!troubles.isEmpty()) {
            return troubles.stream()
                    .map(each -> Finding.warn(sentence(each.found()), sentence(each.mend())))
                    .toList();
        }
        String none = scheduled
                ? "No drill has shown anything yet; the first comes by itself."
                : "No drill comes by itself: 'drill.mebibytes' is 0.";
        return List.of(Finding.ok(newest.map(BackupRules::sentence).orElse(none)));
    }

    private static String sentence(String clause) {
        String full = clause.endsWith(".") ? clause : clause + ".";
        return full.substring(0, full.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
                + full.substring(full.offsetByCodePoints(0, 1));
    }
}

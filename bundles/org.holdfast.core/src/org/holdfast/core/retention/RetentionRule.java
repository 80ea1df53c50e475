// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.retention;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.model.Bytes;
import org.holdfast.model.SnapshotId;

/**
 * Decides for each snapshot whether it stays. Snapshots of different sources are judged apart, as each set of sources has
 * a history of its own; the newest of each stays whatever the rules say, so that nothing that was ever backed up goes
 * altogether. Pure.
 */
public final class RetentionRule {
    private RetentionRule() {}

    /**
     * A snapshot.
     *
     * @param sources paths of what is in it
     * @param pinned whether it stays whatever the rules say
     */
    public record Candidate(SnapshotId id, Instant time, Set<Bytes> sources, boolean pinned, Set<String> tags) {
        public Candidate {
            sources = Set.copyOf(sources);
            tags = Set.copyOf(tags);
        }
    }

    /** @param reasons why it stays, in words; empty if it goes */
    public record Decision(Candidate candidate, List<String> reasons) {
        public Decision {
            reasons = List.copyOf(reasons);
        }

        public boolean keep() {
            return !reasons.isEmpty();
        }
    }

    /**
     * What becomes of each, oldest first.
     *
     * @param zone whose hours, days and so on count
     */
    public static List<Decision> judge(List<Candidate> snapshots, KeepRules rules, ZoneId zone, Instant now) {
        Map<Set<Bytes>, List<Candidate>> bySources = new LinkedHashMap<>();
        snapshots.forEach(each -> bySources
                .computeIfAbsent(each.sources(), key -> new ArrayList<>())
                .add(each));
        List<Decision> decisions = new ArrayList<>();
        bySources.values().forEach(each -> decisions.addAll(history(each, rules, zone, now)));
        decisions.sort(Comparator.comparing(each -> each.candidate().time()));
        return decisions;
    }

    private static List<Decision> history(List<Candidate> snapshots, KeepRules rules, ZoneId zone, Instant now) {
        List<Candidate> newestFirst = new ArrayList<>(snapshots);
        newestFirst.sort(Comparator.comparing(Candidate::time).reversed());
        Map<Period, Set<String>> seen = new LinkedHashMap<>();
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < newestFirst.size(); i++) {
            Candidate each = newestFirst.get(i);
            List<String> reasons = new ArrayList<>();
            if (i < rules.last()) {
                reasons.add("last " + (i + 1) + " of " + rules.last());
            }
            periods(each.time().atZone(zone), rules, seen, reasons);
            rules.within()
                    .filter(time -> !each.time().isBefore(now.minus(time)))
                    .ifPresent(time -> reasons.add("within " + time.toHours() + " hours"));
            marks(each, rules, reasons);
            if (i == 0 && reasons.isEmpty()) {
                reasons.add("the newest of its sources");
            }
            decisions.add(new Decision(each, reasons));
        }
        return decisions;
    }

    private static void marks(Candidate snapshot, KeepRules rules, List<String> reasons) {
        snapshot.tags().stream().filter(rules.tags()::contains).sorted().forEach(tag -> reasons.add("tag " + tag));
        if (snapshot.pinned()) {
            reasons.add("pinned");
        }
    }

    private static void periods(
            ZonedDateTime time, KeepRules rules, Map<Period, Set<String>> seen, List<String> reasons) {
        for (Period period : Period.values()) {
            int most = rules.periods().getOrDefault(period, 0);
            Set<String> before = seen.computeIfAbsent(period, key -> new HashSet<>());
            if (before.size() < most && before.add(period.name(time))) {
                reasons.add(period.word() + " " + before.size() + " of " + most);
            }
        }
    }
}

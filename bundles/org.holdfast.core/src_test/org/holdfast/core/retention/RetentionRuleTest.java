// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.core.retention.RetentionRule.Candidate;
import org.holdfast.core.retention.RetentionRule.Decision;
import org.holdfast.model.Bytes;
import org.holdfast.model.Id16;
import org.holdfast.model.SnapshotId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("R23")
class RetentionRuleTest {
    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    private static final Bytes HOME = Bytes.of(new byte[] {'h'});
    private static final Bytes MAIL = Bytes.of(new byte[] {'m'});

    private static Candidate snapshot(Instant time, Bytes... sources) {
        return new Candidate(
                new SnapshotId(new Id16(time.getEpochSecond(), sources.length)),
                time,
                sources.length == 0 ? Set.of(HOME) : Set.of(sources),
                false,
                Set.of());
    }

    /** One every so long, the newest now. */
    private static List<Candidate> every(Duration distance, int count) {
        List<Candidate> all = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            all.add(snapshot(NOW.minus(distance.multipliedBy(i))));
        }
        return all;
    }

    private static List<Instant> kept(List<Candidate> all, String rules) {
        return RetentionRule.judge(all, KeepRules.parse(rules), ZoneOffset.UTC, NOW).stream()
                .filter(Decision::keep)
                .map(each -> each.candidate().time())
                .toList();
    }

    @Test
    void theLastOnesStay() {
        List<Candidate> all = every(Duration.ofHours(1), 10);
        assertEquals(all.subList(7, 10).stream().map(Candidate::time).toList(), kept(all, "last=3"));
    }

    @Test
    void ofEachDayTheNewestStays() {
        List<Candidate> all = List.of(
                snapshot(Instant.parse("2026-03-28T23:59:59Z")),
                snapshot(Instant.parse("2026-03-29T00:00:00Z")),
                snapshot(Instant.parse("2026-03-29T23:59:59Z")),
                snapshot(Instant.parse("2026-03-31T00:00:00Z")),
                snapshot(NOW));
        List<Instant> kept = kept(all, "daily=3");
        assertEquals(List.of(Instant.parse("2026-03-28T23:59:59Z"), Instant.parse("2026-03-29T23:59:59Z"), NOW), kept);
        assertEquals(3, kept.size());
    }

    @Test
    void weeksMonthsAndYearsAreThoseOfTheCalendar() {
        List<Candidate> all = every(Duration.ofDays(1), 800);
        assertEquals(
                List.of("2026-03-15", "2026-03-22", "2026-03-29", "2026-03-31"),
                kept(all, "weekly=4").stream()
                        .map(each -> each.toString().substring(0, 10))
                        .toList());
        assertEquals(
                List.of("2026-01-31", "2026-02-28", "2026-03-31"),
                kept(all, "monthly=3").stream()
                        .map(each -> each.toString().substring(0, 10))
                        .toList());
        assertEquals(
                List.of("2024-12-31", "2025-12-31", "2026-03-31"),
                kept(all, "yearly=5").stream()
                        .map(each -> each.toString().substring(0, 10))
                        .toList());
    }

    /** An hour that comes twice in autumn is two hours; days are those of the place. */
    @Test
    void theZoneSaysWhatADayIs() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        List<Candidate> all = List.of(
                snapshot(Instant.parse("2025-10-25T22:30:00Z")), // 26 October, 0:30
                snapshot(Instant.parse("2025-10-26T00:30:00Z")), // 2:30 the first time
                snapshot(Instant.parse("2025-10-26T01:30:00Z"))); // 2:30 the second time
        assertEquals(
                1,
                RetentionRule.judge(all, KeepRules.parse("daily=5"), berlin, NOW).stream()
                        .filter(Decision::keep)
                        .count());
        assertEquals(
                3,
                RetentionRule.judge(all, KeepRules.parse("hourly=5"), berlin, NOW).stream()
                        .filter(Decision::keep)
                        .count());
    }

    @Test
    void rulesAddUpAndEachDecisionSaysWhy() {
        List<Decision> decisions = RetentionRule.judge(
                every(Duration.ofDays(1), 40),
                KeepRules.parse("last=1,daily=2,monthly=2,within=3d"),
                ZoneOffset.UTC,
                NOW);
        assertEquals(40, decisions.size());
        assertEquals(
                List.of("last 1 of 1", "daily 1 of 2", "monthly 1 of 2", "within 72 hours"),
                decisions.getLast().reasons());
        assertEquals(
                List.of("daily 2 of 2", "within 72 hours"), decisions.get(38).reasons());
        assertEquals(
                List.of("monthly 2 of 2"),
                decisions.stream()
                        .filter(each -> each.candidate().time().equals(Instant.parse("2026-02-28T12:00:00Z")))
                        .findFirst()
                        .orElseThrow()
                        .reasons());
        assertFalse(decisions.getFirst().keep());
    }

    @Test
    void eachSetOfSourcesHasAHistoryOfItsOwnAndKeepsItsNewest() {
        List<Candidate> all = List.of(
                snapshot(NOW.minus(Duration.ofDays(900)), MAIL),
                snapshot(NOW.minus(Duration.ofDays(800)), MAIL),
                snapshot(NOW.minus(Duration.ofDays(2)), HOME, MAIL),
                snapshot(NOW.minus(Duration.ofDays(1)), HOME),
                snapshot(NOW, HOME));
        List<Decision> decisions = RetentionRule.judge(all, KeepRules.parse("within=1h"), ZoneOffset.UTC, NOW);
        assertEquals(
                List.of(false, true, true, false, true),
                decisions.stream().map(Decision::keep).toList());
        assertEquals(List.of("the newest of its sources"), decisions.get(1).reasons());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''            | is no rule",
                "daily         | is no rule",
                "daily=0       | leave out",
                "last=0        | leave out",
                "daily=7d      | no number",
                "within=30     | unit",
                "within=0d     | an hour at least",
                "daily=7,daily=8 | twice",
                "daily=7,      | is no rule",
                "often=7       | is none of",
                "daily=-1      | is no rule",
                "daily=999999  | 1 to 100000",
            })
    void rulesThatKeepNothingOrContradictThemselvesAreRefused(String rules, String why) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> KeepRules.parse(rules));
        assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
    }

    @Test
    void noRulesAtAllAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new KeepRules(0, Map.of(), Optional.empty(), Set.of()));
        assertEquals(
                new KeepRules(3, Map.of(Period.DAILY, 7), Optional.of(Duration.ofDays(60)), Set.of()),
                KeepRules.parse(" Last=3, daily=7 ,within=2m"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverTheRulesSomethingOfEverySourceStaysAndMoreRulesKeepNoLess(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Candidate> all = new ArrayList<>();
            for (int i = random.nextInt(1, 60); i > 0; i--) {
                Instant time = NOW.minus(Duration.ofMinutes(random.nextInt(2_000_000)));
                all.add(random.nextBoolean() ? snapshot(time, HOME) : snapshot(time, HOME, MAIL));
            }
            String rules = rules(random);
            List<Decision> decisions = RetentionRule.judge(all, KeepRules.parse(rules), ZoneOffset.UTC, NOW);
            String where = "seed " + seed + ", round " + round + ", " + rules;
            assertEquals(all.size(), decisions.size(), where);
            Map<Set<Bytes>, List<Decision>> bySources = decisions.stream()
                    .collect(Collectors.groupingBy(each -> each.candidate().sources()));
            bySources.values().forEach(each -> assertTrue(each.getLast().keep(), where + ": the newest goes"));
            Set<Candidate> kept = kept(decisions);
            Set<Candidate> more = kept(RetentionRule.judge(
                    all, KeepRules.parse(rules + ",hourly=" + random.nextInt(1, 9)), ZoneOffset.UTC, NOW));
            assertTrue(more.containsAll(kept), where + ": another rule keeps less");
            Set<Candidate> again =
                    kept(RetentionRule.judge(List.copyOf(kept), KeepRules.parse(rules), ZoneOffset.UTC, NOW));
            assertEquals(kept, again, where + ": applied again, more goes");
        }
    }

    private static Set<Candidate> kept(List<Decision> decisions) {
        return decisions.stream()
                .filter(Decision::keep)
                .map(Decision::candidate)
                .collect(Collectors.toSet());
    }

    private static String rules(Random random) {
        List<String> all = new ArrayList<>();
        for (String word : List.of("last", "daily", "weekly", "monthly", "yearly")) {
            if (random.nextBoolean()) {
                all.add(word + "=" + random.nextInt(1, 12));
            }
        }
        if (all.isEmpty() || random.nextBoolean()) {
            all.add("within=" + random.nextInt(1, 400) + "d");
        }
        return String.join(",", all);
    }

    private static Candidate marked(int day, boolean pinned, String... tags) {
        return new Candidate(
                new SnapshotId(new Id16(day, 0)), NOW.minus(Duration.ofDays(day)), Set.of(HOME), pinned, Set.of(tags));
    }

    @Test
    void whatIsPinnedOrHasATagThatIsKeptStaysAndSaysSo() {
        List<Candidate> all = List.of(
                marked(9, false, "year", "other"),
                marked(8, true),
                marked(7, false, "other"),
                marked(6, true, "year"),
                marked(0, false));
        List<Decision> decided =
                RetentionRule.judge(all, KeepRules.parse("last=1,tag=year,tag=none"), ZoneOffset.UTC, NOW);
        assertEquals(
                List.of(
                        List.of("tag year"),
                        List.of("pinned"),
                        List.of(),
                        List.of("tag year", "pinned"),
                        List.of("last 1 of 1")),
                decided.stream().map(Decision::reasons).toList());
        assertEquals(Set.of("a", "b.c"), KeepRules.parse("tag=a,tag=b.c").tags());
        assertThrows(IllegalArgumentException.class, () -> KeepRules.parse("tag="));
        assertThrows(IllegalArgumentException.class, () -> KeepRules.parse("tag=with blank"));
    }
}

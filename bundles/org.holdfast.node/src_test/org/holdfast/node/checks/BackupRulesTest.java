// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.checks;

import static org.holdfast.node.checks.RulesTest.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.felix.hc.api.Result.Status;
import org.holdfast.model.Protection;
import org.holdfast.node.checks.BackupRules.BackupFacts;
import org.holdfast.node.checks.BackupRules.SourceFacts;
import org.holdfast.node.checks.BackupRules.Trouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each rule at both sides of each of its borders. */
@Tag("G")
class BackupRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final SourceFacts WELL = scheduled(Optional.empty());

    private static SourceFacts scheduled(Optional<Duration> late) {
        Optional<Instant> before = Optional.of(NOW.minus(Duration.ofDays(30)));
        return new SourceFacts("/home", false, before, before, late.map(NOW::minus), "it waits");
    }

    private static SourceFacts byHand(Duration added, Optional<Duration> age) {
        return new SourceFacts(
                "/srv", true, Optional.of(NOW.minus(added)), age.map(NOW::minus), Optional.empty(), "it waits");
    }

    private static List<Finding> aged(Duration age) {
        return of(byHand(Duration.ofDays(90), Optional.of(age)));
    }

    private static List<Finding> of(SourceFacts... sources) {
        return of(Optional.of(Duration.ofDays(30)), Protection.FULL, false, sources);
    }

    private static List<Finding> of(
            Optional<Duration> age, Protection protection, boolean running, SourceFacts... sources) {
        return BackupRules.backups(
                new BackupFacts(
                        age.map(NOW::minus),
                        protection,
                        protection.compareTo(Protection.PROTECTED) >= 0,
                        running,
                        List.of(sources)),
                NOW);
    }

    @Test
    void whatHasAScheduleIsWellUntilItIsOverdue() {
        is(Status.OK, of(WELL));
        is(Status.WARN, of(WELL, scheduled(Optional.of(BackupRules.VERY_LATE))));
        List<Finding> late = of(scheduled(Optional.of(BackupRules.VERY_LATE.plusSeconds(1))), WELL);
        is(Status.CRITICAL, late);
        assertEquals(
                "The backup of /home is overdue since 2026-11-15T11:59:59Z: it waits.",
                late.getLast().found());
    }

    @Test
    void whatPeopleBackUpAges() {
        is(Status.OK, aged(BackupRules.OLD));
        is(Status.WARN, aged(BackupRules.OLD.plusSeconds(1)));
        is(Status.WARN, aged(BackupRules.VERY_LATE));
        is(Status.CRITICAL, aged(BackupRules.VERY_LATE.plusSeconds(1)));
        is(Status.OK, of(byHand(BackupRules.OLD, Optional.empty())));
        List<Finding> never = of(byHand(BackupRules.OLD.plusSeconds(1), Optional.empty()));
        is(Status.WARN, never);
        assertEquals(
                "No schedule backs up /srv, and this node never did, for 3 days.",
                never.getLast().found());
        is(Status.OK, of(new SourceFacts("/new", true, Optional.empty(), Optional.empty(), Optional.empty(), "")));
    }

    @Test
    void whatIsOnItsWayIsNotCriticalYet() {
        Optional<Duration> now = Optional.of(Duration.ZERO);
        is(Status.CRITICAL, of(now, Protection.PARTIAL, false, WELL));
        is(Status.TEMPORARILY_UNAVAILABLE, of(now, Protection.PARTIAL, true, WELL));
        is(Status.CRITICAL, of(now, Protection.NONE, false, WELL));
        is(Status.OK, of(now, Protection.PROTECTED, false, WELL));
        is(Status.WARN, of(Optional.empty(), Protection.NONE, false));
        is(Status.CRITICAL, of(Optional.empty(), Protection.NONE, false, WELL));
        is(Status.TEMPORARILY_UNAVAILABLE, of(Optional.empty(), Protection.NONE, true, WELL));
    }

    @Test
    void whatCanBeRestoredWithNothingToSpareIsAWarning() {
        List<Finding> found = BackupRules.backups(
                new BackupFacts(Optional.of(NOW), Protection.PARTIAL, true, false, List.of(WELL)), NOW);
        is(Status.WARN, found);
        assertTrue(found.getFirst().found().contains("have enough of everything"), found::toString);
        is(
                Status.CRITICAL,
                BackupRules.backups(
                        new BackupFacts(Optional.of(NOW), Protection.FULL, false, false, List.of(WELL)), NOW));
    }

    @Test
    void drillsThatAreOverdueOrFoundDamageAreToldWithWhatToDo() {
        is(Status.OK, BackupRules.drills(true, Optional.empty(), List.of()));
        is(Status.OK, BackupRules.drills(false, Optional.empty(), List.of()));
        is(Status.OK, BackupRules.drills(true, Optional.of("PROVED by drill 7"), List.of()));
        List<Finding> found = BackupRules.drills(
                true,
                Optional.of("DAMAGED by drill 8"),
                List.of(
                        new Trouble("no drill has shown it", "say 'holdfast drill'"),
                        new Trouble("it found 2", "wait")));
        is(Status.WARN, found);
        assertEquals(2, found.size());
        assertEquals(Finding.warn("No drill has shown it.", "Say 'holdfast drill'."), found.getFirst());
        assertTrue(BackupRules.drills(false, Optional.empty(), List.of())
                .getFirst()
                .found()
                .contains("'drill.mebibytes' is 0"));
    }
}

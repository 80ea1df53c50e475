// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/** Things to judge by. */
final class Cases {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final Duration OLD = Duration.ofDays(400);
    static final Tally GOOD = tally(300, 0, 0);
    static final Tally BAD = tally(0, 0, 300);

    private Cases() {}

    static OwnerId owner(int number) {
        return new OwnerId(new Id32(0, 0, 0, number));
    }

    static Tally tally(int ok, int wrong, int missed) {
        return new Tally(ok, wrong, missed, 0, 0, 0);
    }

    /** Of the last 30 days, by reporter N on host N in zone "a", whose agreement of 1 GiB is old. */
    static Testimony says(int reporter, Tally tally, boolean reneged) {
        return new Testimony(
                owner(reporter),
                "host-" + reporter,
                "a",
                tally,
                reneged,
                Observation.Period.before(NOW, Duration.ofDays(30)),
                NOW.minus(OLD),
                ByteCount.gibibytes(1),
                false);
    }

    static Testimony aged(Testimony each, Duration agreed) {
        return new Testimony(
                each.reporter(),
                each.host(),
                each.zone(),
                each.tally(),
                each.reneged(),
                each.period(),
                NOW.minus(agreed),
                each.reserved(),
                each.proven());
    }

    static Testimony at(Testimony each, String host, String zone) {
        return new Testimony(
                each.reporter(),
                host,
                zone,
                each.tally(),
                each.reneged(),
                each.period(),
                each.agreedSince(),
                each.reserved(),
                each.proven());
    }

    static Testimony sized(Testimony each, long gibibytes) {
        return new Testimony(
                each.reporter(),
                each.host(),
                each.zone(),
                each.tally(),
                each.reneged(),
                each.period(),
                each.agreedSince(),
                ByteCount.gibibytes(gibibytes),
                each.proven());
    }

    static Testimony proven(Testimony each) {
        return new Testimony(
                each.reporter(),
                each.host(),
                each.zone(),
                each.tally(),
                each.reneged(),
                each.period(),
                each.agreedSince(),
                each.reserved(),
                true);
    }

    /** The same words, said some days ago. */
    static Testimony past(Testimony each, int days) {
        return new Testimony(
                each.reporter(),
                each.host(),
                each.zone(),
                each.tally(),
                each.reneged(),
                Observation.Period.before(NOW.minus(Duration.ofDays(days)), Duration.ofDays(30)),
                each.agreedSince(),
                each.reserved(),
                each.proven());
    }

    static OwnDay day(int ago, Tally tally) {
        return new OwnDay(OwnDay.of(NOW) - ago, tally, false);
    }

    static OwnDay reneged(int ago) {
        return new OwnDay(OwnDay.of(NOW) - ago, Tally.NONE, true);
    }

    static Repute judge(List<OwnDay> own, Testimony... others) {
        return judge(own, Set.of(), false, others);
    }

    static Repute judge(List<OwnDay> own, Set<OwnerId> poor, boolean severalZones, Testimony... others) {
        var facts =
                new ReputeRule.Case(own, List.of(others), poor, "own-host", "a", severalZones, TrackRules.REPORTERS);
        return ReputeRule.judge(facts, NOW);
    }
}

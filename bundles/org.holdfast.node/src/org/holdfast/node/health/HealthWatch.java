// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.holdfast.core.health.HealthEvent;
import org.holdfast.core.health.ProofStanding;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.node.clock.NodeClock;

/**
 * Looks every few seconds which partners can be reached. Where none of several can, it is more likely this machine that
 * is off the network, and after a long gap nobody knows what was in it: then nothing is known of anybody. One thread's.
 */
final class HealthWatch {
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(5);
    /** A minute is no sign of anything, however few hours of a week somebody promised. */
    private static final int FEWEST_HOURS = 7;

    private final OwnerId self;
    private final Supplier<List<AgreementTerms>> agreed;
    private final Supplier<Set<OwnerId>> linked;
    private final NodeClock clock;
    private final Function<AgreementId, ProofStanding> proofs;
    private final Hears hears;
    private Optional<Long> lastLook = Optional.empty();

    /** Who hears of it. */
    interface Hears {
        /** A partner was looked for. */
        void looked(AgreementTerms terms, HealthEvent event);

        /** It is there, and owes a proof. */
        void unproved(AgreementTerms terms, HealthEvent event);
    }

    /**
     * @param agreed terms under which something new is stored: whoever gave notice may be switched off
     * @param proofs whether whoever can be reached has proved what it keeps
     */
    HealthWatch(
            OwnerId self,
            Supplier<List<AgreementTerms>> agreed,
            Supplier<Set<OwnerId>> linked,
            NodeClock clock,
            Function<AgreementId, ProofStanding> proofs,
            Hears hears) {
        this.self = self;
        this.agreed = agreed;
        this.linked = linked;
        this.clock = clock;
        this.proofs = proofs;
        this.hears = hears;
    }

    void look() {
        long nanos = clock.nanos();
        Optional<Duration> span = lastLook.map(before -> Duration.ofNanos(nanos - before))
                .filter(time -> time.compareTo(LONGEST_LOOK) <= 0);
        lastLook = Optional.of(nanos);
        List<AgreementTerms> all = agreed.get();
        Set<OwnerId> there = linked.get();
        boolean alone = all.size() > 1 && all.stream().noneMatch(terms -> there.contains(terms.partnerOf(self)));
        Instant now = clock.instant();
        for (AgreementTerms terms : all) {
            if (there.contains(terms.partnerOf(self))) {
                present(terms, now, span);
            } else {
                hears.looked(terms, alone ? new HealthEvent.Unknown(now) : absent(terms, now, span));
            }
        }
    }

    /** Who keeps the link open and never proves anything is as good as absent. */
    private void present(AgreementTerms terms, Instant now, Optional<Duration> span) {
        switch (proofs.apply(terms.id())) {
            case CLEAR -> hears.looked(terms, new HealthEvent.Answered(now));
            case OPEN -> hears.looked(terms, new HealthEvent.Unknown(now));
            case OWED -> hears.unproved(terms, absent(terms, now, span));
        }
    }

    private HealthEvent absent(AgreementTerms terms, Instant now, Optional<Duration> span) {
        return span.<HealthEvent>map(time -> {
                    Duration counts = counts(terms, now.minus(time), time);
                    return new HealthEvent.Absent(now, counts, counts);
                })
                .orElseGet(() -> new HealthEvent.Unknown(now));
    }

    /**
     * What a look of that length counts for. Hours in which both promised to be there stand for the whole week, so that
     * three days are three days, too, for machines that are on in office hours; else whoever promises little could be
     * silent for long.
     */
    private Duration counts(AgreementTerms terms, Instant from, Duration time) {
        WeekSchedule mine = terms.scheduleOf(self);
        WeekSchedule theirs = terms.scheduleOf(terms.partnerOf(self));
        if (!mine.isOnline(from) || !theirs.isOnline(from)) {
            return Duration.ZERO;
        }
        int common = Math.max(FEWEST_HOURS, mine.hoursInCommon(theirs, from));
        return time.multipliedBy(WeekSchedule.HOURS).dividedBy(common);
    }
}

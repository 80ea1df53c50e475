// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.Self;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ObservationRow;
import org.holdfast.core.port.SeenRow;
import org.holdfast.format.identity.AgreementCodec;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.Tally;
import org.holdfast.model.OwnerId;

/**
 * What this node sees of its partners: notes it, and says it to others once a day in a signed observation of the last 90
 * days. {@link #note} is the one way in for whoever sees something: backup, restore, audits, timers. Thread-safe.
 */
public final class Diary {
    /** An observation is not renewed before this time is over, unless the subject has reneged since. */
    public static final Duration RENEWAL = Duration.ofDays(1);

    private static final String SEQUENCE = "observation";

    private final Self self;
    private final Ledger ledger;
    private final AgreementBook agreements;
    private final ObservationShelf shelf;
    private final InstantSource clock;

    public Diary(Self self, Ledger ledger, AgreementBook agreements, ObservationShelf shelf, InstantSource clock) {
        this.self = self;
        this.ledger = ledger;
        this.agreements = agreements;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Durable when it returns. */
    public void note(Experience seen) {
        ledger.track()
                .note(new SeenRow(
                        seen.subject(), OwnDay.of(seen.at()), seen.tally(), seen instanceof Experience.Reneged));
    }

    /** Signs what is new about these subjects, and keeps it beside what others say; answers how many. */
    public int say(List<OwnerId> subjects) {
        return (int) subjects.stream().filter(this::say).count();
    }

    private boolean say(OwnerId subject) {
        Instant now = clock.instant();
        List<SeenRow> seen = ledger.track().seen(subject, OwnDay.of(now.minus(Observation.LONGEST)) + 1);
        Optional<AgreementRow> agreement = agreements.latest(subject);
        if (agreement.isEmpty() || !isNews(subject, seen, now)) {
            return false;
        }
        Observation said = observation(subject, agreement.get(), seen, now);
        agreements.proof(agreement.get().agreement().id()).ifPresent(proof -> shelf.say(said, proof));
        return true;
    }

    private boolean isNews(OwnerId subject, List<SeenRow> seen, Instant now) {
        Optional<Observation> last = ledger.track().about(subject).stream()
                .filter(row -> row.reporter().equals(self.id()))
                .map(ObservationRow::read)
                .findFirst();
        if (seen.isEmpty() || last.isEmpty()) {
            return !seen.isEmpty();
        }
        Instant until = last.get().statement().period().until();
        boolean reneged = seen.stream().anyMatch(SeenRow::reneged);
        boolean fresh = seen.getLast().day() >= OwnDay.of(until);
        return reneged != last.get().statement().reneged()
                || fresh && !until.plus(RENEWAL).isAfter(now);
    }

    private Observation observation(OwnerId subject, AgreementRow agreement, List<SeenRow> seen, Instant now) {
        Tally sum = seen.stream().map(SeenRow::tally).reduce(Tally.NONE, Tally::plus);
        var period = period(seen, now);
        int promised = Math.min(sum.promisedMinutes(), period.minutes());
        return new Observation.Statement(
                        self.id(),
                        subject,
                        AgreementCodec.hash(agreement.agreement().terms()),
                        sequence(now),
                        period,
                        new Tally(
                                sum.ok(),
                                sum.wrong(),
                                sum.missed(),
                                promised,
                                Math.min(promised, sum.seenMinutes()),
                                sum.restores()),
                        seen.stream().anyMatch(SeenRow::reneged),
                        Observation.NO_EVIDENCE)
                .signed(self.device());
    }

    /** From the first day that was seen, one minute at least. */
    private static Observation.Period period(List<SeenRow> seen, Instant now) {
        Duration length = Duration.between(
                Instant.EPOCH.plus(Duration.ofDays(seen.getFirst().day())), now);
        long minutes = Math.clamp(length.toMinutes(), 1, Observation.LONGEST.toMinutes());
        return Observation.Period.before(now, Duration.ofMinutes(minutes));
    }

    /** Above all before, and above those of a ledger that was lost: seconds run faster than anybody signs. */
    private long sequence(Instant now) {
        ledger.settings().raise(SEQUENCE, now.getEpochSecond());
        return ledger.settings().next(SEQUENCE);
    }
}

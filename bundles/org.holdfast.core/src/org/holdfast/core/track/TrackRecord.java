// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.track;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ObservationRow;
import org.holdfast.format.identity.Observation;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/** What to think of anybody, from what the ledger keeps: {@link ReputeRule} with its facts. Thread-safe; only reads. */
public final class TrackRecord {
    private final OwnerId self;
    private final Ledger.Track track;
    private final ObservationShelf shelf;
    private final Supplier<Optional<Roster>> roster;
    private final Supplier<Stand> stand;
    private final InstantSource clock;

    /** Where this node stands, and how many reporters it takes to believe that somebody reneged. */
    public record Stand(Domains domains, int quorum) {}

    public TrackRecord(
            OwnerId self,
            Ledger.Track track,
            ObservationShelf shelf,
            Supplier<Optional<Roster>> roster,
            Supplier<Stand> stand,
            InstantSource clock) {
        this.self = self;
        this.track = track;
        this.shelf = shelf;
        this.roster = roster;
        this.stand = stand;
        this.clock = clock;
    }

    /** Of a node of whom nothing is known, {@link Repute#UNKNOWN}. */
    public Repute of(OwnerId subject) {
        List<Testimony> others = testimonies(subject);
        Set<OwnerId> poor =
                others.stream().map(Testimony::reporter).filter(this::isPoor).collect(Collectors.toSet());
        return judge(subject, others, poor);
    }

    /** By what is said of a reporter, each taken at its word: judging the judges of judges would never end. */
    private boolean isPoor(OwnerId reporter) {
        Repute plain = judge(reporter, testimonies(reporter), Set.of());
        return plain.ownReneged() || plain.score() < TrackRules.POOR;
    }

    private Repute judge(OwnerId subject, List<Testimony> others, Set<OwnerId> poor) {
        Instant now = clock.instant();
        List<OwnDay> own = track.seen(subject, OwnDay.of(now.minus(TrackRules.WINDOW))).stream()
                .map(row -> new OwnDay(row.day(), row.tally(), row.reneged()))
                .toList();
        Stand here = stand.get();
        return ReputeRule.judge(
                new ReputeRule.Case(
                        own, others, poor, here.domains().host(), here.domains().site(), severalZones(), here.quorum()),
                now);
    }

    private boolean severalZones() {
        return roster.get().stream()
                        .flatMap(each -> each.entries().stream())
                        .filter(row -> row.status() == RosterEntry.Status.ACTIVE)
                        .map(RosterEntry::site)
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    private List<Testimony> testimonies(OwnerId subject) {
        return track.about(subject).stream()
                .filter(row -> !row.reporter().equals(self))
                .map(ObservationRow::read)
                .flatMap(each ->
                        shelf.proof(each.statement().agreement()).flatMap(proof -> testimony(each, proof)).stream())
                .toList();
    }

    /** A reporter that was suspended since is not heard any more. The roster's site counts, not what it says itself. */
    private Optional<Testimony> testimony(Observation said, SignedAgreement proof) {
        AgreementTerms terms = proof.agreement().terms();
        return roster.get()
                .flatMap(each -> each.row(said.reporter()))
                .filter(row -> row.status() == RosterEntry.Status.ACTIVE)
                .map(row -> new Testimony(
                        said.reporter(),
                        terms.domainsOf(said.reporter()).host(),
                        row.site(),
                        said.statement().tally(),
                        said.statement().reneged(),
                        said.statement().period(),
                        terms.start(),
                        terms.reservedBy(said.subject()),
                        false));
    }
}

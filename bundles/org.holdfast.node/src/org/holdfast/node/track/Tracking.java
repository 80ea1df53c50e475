// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.track;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.holdfast.core.Reply;
import org.holdfast.core.Self;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.track.Diary;
import org.holdfast.core.track.Experience;
import org.holdfast.core.track.GleanDesk;
import org.holdfast.core.track.Gleaner;
import org.holdfast.core.track.GossipBudget;
import org.holdfast.core.track.Looks;
import org.holdfast.core.track.ObservationShelf;
import org.holdfast.core.track.Repute;
import org.holdfast.core.track.Teller;
import org.holdfast.core.track.TrackRecord;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.model.WeekSchedule;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.PeerLink;
import org.holdfast.node.net.PeerStream;
import org.holdfast.node.net.Talk;
import org.holdfast.node.work.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who keeps its word. A round every 20 to 40 minutes: look which partners are there, sign what is new about them, ask one
 * of them, drawn by lot, what it knows. {@link #note} is for whoever sees something meanwhile. Thread-safe.
 */
public final class Tracking implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tracking.class);
    private static final Duration PAUSE = Duration.ofMinutes(20);
    private static final Duration JITTER = Duration.ofMinutes(20);

    private final Parts parts;
    private final ObservationShelf shelf;
    private final Diary diary;
    private final Notes notes;
    private final TrackRecord record;
    private final GossipBudget budget = new GossipBudget(GossipBudget.USUAL);
    private final Teller teller;
    private final Rounds rounds;
    private volatile Optional<Instant> lastLook = Optional.empty();

    /**
     * What it works with.
     *
     * @param agreed terms with all partners
     * @param renegers who broke an agreement: that is said, too, though they are partners no more
     */
    public record Parts(
            Self self,
            Network network,
            AgreementBook book,
            Ledger ledger,
            Supplier<Optional<Roster>> roster,
            Supplier<List<AgreementTerms>> agreed,
            Supplier<List<OwnerId>> renegers,
            Supplier<TrackRecord.Stand> stand,
            NodeClock clock,
            RandomGenerator random) {}

    public Tracking(Parts parts) {
        this.parts = parts;
        Ledger ledger = parts.ledger();
        this.shelf = new ObservationShelf(parts.self().id(), ledger, parts.roster(), parts.clock());
        this.diary = new Diary(parts.self(), ledger, parts.book(), shelf, parts.clock());
        this.notes = new Notes(diary, ledger.track());
        this.record =
                new TrackRecord(parts.self().id(), ledger.track(), shelf, parts.roster(), parts.stand(), parts.clock());
        this.teller = new Teller(ledger.track(), shelf, parts.book(), budget, parts.clock());
        this.rounds = new Rounds("track-record", PAUSE, parts.clock(), this::lateRound);
    }

    public void start() {
        rounds.start();
    }

    /** Something was seen of a partner. */
    public void note(Experience seen) {
        notes.note(seen);
    }

    /** Signs what is new about a node at once, for others to ask for. */
    public void say(OwnerId subject) {
        diary.say(List.of(subject));
    }

    /** What to think of a node. */
    public Repute of(OwnerId subject) {
        return record.of(subject);
    }

    public Teller teller() {
        return teller;
    }

    /** So that not all nodes talk at once. */
    private void lateRound() throws InterruptedException {
        parts.clock().sleep(Duration.ofMillis(parts.random().nextLong(JITTER.toMillis())));
        round();
    }

    /** One round, now. */
    public void round() {
        look();
        notes.flush();
        shelf.forget();
        List<AgreementTerms> agreed = parts.agreed().get();
        diary.say(Stream.concat(agreed.stream().map(this::partner), parts.renegers().get().stream())
                .distinct()
                .toList());
        List<OwnerId> there = agreed.stream()
                .map(this::partner)
                .filter(parts.network().linked()::contains)
                .distinct()
                .toList();
        if (!there.isEmpty()) {
            ask(there.get(parts.random().nextInt(there.size())));
        }
    }

    private OwnerId partner(AgreementTerms terms) {
        return terms.partnerOf(parts.self().id());
    }

    private void look() {
        Instant now = parts.clock().instant();
        Set<OwnerId> linked = parts.network().linked();
        List<Looks.Sight> sights = parts.agreed().get().stream()
                .map(terms -> new Looks.Sight(partner(terms), promised(terms), linked.contains(partner(terms))))
                .toList();
        Looks.experiences(sights, lastLook.orElse(now), now).forEach(notes::note);
        lastLook = Optional.of(now);
    }

    private WeekSchedule promised(AgreementTerms terms) {
        return terms.proposer().equals(partner(terms)) ? terms.proposerSchedule() : terms.responderSchedule();
    }

    /** Conversation after conversation, until the other has nothing more, or the day's budget is used up. */
    private void ask(OwnerId partner) {
        boolean more = true;
        while (more && budget.left(partner, parts.clock().instant()) > 0) {
            more = parts.network().link(partner).map(this::glean).orElse(false);
        }
    }

    /** Whether something was kept and there is more: where nothing fits, to ask on would never end. */
    private boolean glean(PeerLink link) {
        OwnerId partner = link.peer().id();
        try (PeerStream stream = link.converse()) {
            var gleaner = new Gleaner(GleanDesk.question(parts.ledger().track()));
            var desk = new GleanDesk(shelf, partner, budget, parts.clock());
            return switch (Talk.hold(gleaner, desk, stream, parts.clock())) {
                case Reply.Answered<Gleaner.Gleaned>(Gleaner.Gleaned gleaned) -> {
                    LOG.debug("{} observations from {}", gleaned.kept(), partner.brief());
                    yield gleaned.more() && gleaned.kept() > 0;
                }
                case Reply<Gleaner.Gleaned> other -> {
                    LOG.debug("No observations from {}: {}", partner.brief(), other);
                    yield false;
                }
            };
        } catch (HoldfastException e) {
            LOG.debug("Asking {} for observations ended: {}", partner.brief(), e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        rounds.close();
        notes.flush();
    }
}

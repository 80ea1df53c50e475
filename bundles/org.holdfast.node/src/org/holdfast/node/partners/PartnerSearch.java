// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.negotiate.Proposer;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.select.Judged;
import org.holdfast.core.select.PartnerSelection;
import org.holdfast.core.select.Refusal;
import org.holdfast.core.select.Search;
import org.holdfast.core.select.Selection;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.PeerLink;
import org.holdfast.node.work.Ending;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop: enough partners? – candidates – criteria – negotiate – both add each other – again, until there are exactly
 * as many as wanted; then it sends nothing. One thread's; {@link #wake} lets it look again at once.
 */
public final class PartnerSearch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartnerSearch.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
    private static final Duration QUERY_EVERY = Duration.ofSeconds(5);
    private static final Duration RETRY_BUSY = Duration.ofSeconds(1);
    private static final Duration RETRY_REFUSED = Duration.ofMinutes(5);

    private final OwnerId self;
    private final Network network;
    private final Candidates candidates;
    private final Negotiations negotiations;
    private final AgreementBook book;
    private final Ledger ledger;
    private final NodeClock clock;
    private final Supplier<Plan> plan;
    private final Renewals renewals;
    private final Runnable query;
    private final Map<OwnerId, Refusal> refusals = new ConcurrentHashMap<>();
    private final DecisionLog decisions;
    private final Jury jury;
    private final Semaphore signal = new Semaphore(0);
    private final Thread loop;
    private Optional<Instant> lastQuery = Optional.empty();
    private volatile boolean closed;

    /**
     * What is wanted, read anew for each turn.
     *
     * @param shape the code that the partners at hand carry, or would
     * @param wanted partners on different hosts, spares included; 0 while this node leaves
     * @param addresses where this node can be dialled
     */
    public record Plan(
            CodeShape shape, int wanted, List<PartnerCriterion> criteria, Offer offer, List<NodeAddress> addresses) {
        boolean leaving() {
            return wanted == 0;
        }
    }

    /** What the search works with. */
    public record Parts(
            OwnerId self,
            Network network,
            Candidates candidates,
            Negotiations negotiations,
            AgreementBook book,
            Jury jury,
            DecisionLog decisions,
            Ledger ledger,
            NodeClock clock) {}

    /**
     * @param bandwidths says which agreements are to be negotiated anew
     * @param query asks everybody to advertise
     */
    public PartnerSearch(Parts parts, Supplier<Plan> plan, Bandwidths bandwidths, Runnable query) {
        this.self = parts.self();
        this.network = parts.network();
        this.candidates = parts.candidates();
        this.negotiations = parts.negotiations();
        this.book = parts.book();
        this.jury = parts.jury();
        this.decisions = parts.decisions();
        this.ledger = parts.ledger();
        this.clock = parts.clock();
        this.plan = plan;
        this.renewals = new Renewals(parts, bandwidths);
        this.query = query;
        this.loop = Thread.ofVirtual().name("partner-search").unstarted(this::search);
    }

    /** Called again it does nothing. */
    public void start() {
        if (loop.getState() == Thread.State.NEW) {
            loop.start();
        }
    }

    /** Something changed: somebody was heard, an agreement was made. */
    public void wake() {
        signal.release();
    }

    private void search() {
        try {
            while (!closed) {
                await(turn());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the node is stopping
        }
    }

    private void await(Duration most) throws InterruptedException {
        if (signal.tryAcquire(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }

    /** One turn; how long to wait for the next one unless something happens. */
    private Duration turn() {
        try {
            resumeClaims();
            renewals.round(() -> plan.get().offer());
            Selection selection = PartnerSelection.next(state());
            decisions.record(selection.decisions());
            return switch (selection.next()) {
                case Selection.Next.Enough enough -> LOOK_AGAIN;
                case Selection.Next.Negotiate(Candidate candidate) -> negotiate(candidate);
                case Selection.Next.Query ask -> {
                    lastQuery = Optional.of(clock.instant());
                    query.run();
                    yield RETRY_BUSY;
                }
                case Selection.Next.Wait(Instant until) ->
                    shorter(Duration.between(clock.instant(), until), QUERY_EVERY);
            };
        } catch (HoldfastException e) {
            LOG.warn("The search for partners stumbled and goes on: {}", e.getMessage());
            return QUERY_EVERY;
        } catch (RuntimeException e) {
            LOG.error("The search for partners failed and begins again", e);
            return QUERY_EVERY;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void resumeClaims() {
        for (AgreementTerms claim : book.claims()) {
            Optional<PeerLink> link = network.link(claim.responder());
            link.ifPresent(open -> speak(claim.responder(), () -> negotiations.resume(open, claim)));
        }
    }

    private Search state() {
        Plan now = plan.get();
        Map<OwnerId, Domains> partners = new HashMap<>();
        now.offer().lasting().forEach(terms -> {
            OwnerId partner = terms.partnerOf(self);
            partners.put(partner, terms.domainsOf(partner));
        });
        boolean enough = partners.size() >= now.wanted();
        List<Judged> judged = enough ? List.of() : jury.judge(now, candidates.ask(partners.keySet(), this::details));
        return new Search(
                self, now.wanted(), partners, Set.of(), judged, refusals, lastQuery, QUERY_EVERY, clock.instant());
    }

    private Candidates.PeerDetails details(OwnerId id) {
        return ledger.peers()
                .find(id)
                .map(row -> new Candidates.PeerDetails(id, row.name(), row.addresses()))
                .orElseGet(() -> new Candidates.PeerDetails(id, id.brief(), List.of()));
    }

    private Duration negotiate(Candidate candidate) {
        Optional<PeerLink> link = network.link(candidate.id());
        if (link.isEmpty()) {
            refuse(candidate.id(), RETRY_BUSY, "it cannot be reached");
            return Duration.ZERO;
        }
        ledger.peers().find(candidate.id()).ifPresent(row -> ledger.peers().save(with(row, candidate.domains())));
        speak(candidate.id(), () -> negotiations.propose(link.get()));
        return Duration.ZERO;
    }

    /** Whatever breaks while it is spoken with one, the others get their turn next. */
    private void speak(OwnerId candidate, Supplier<Proposer.Outcome> negotiation) {
        try {
            ended(candidate, negotiation.get());
        } catch (HoldfastException e) {
            LOG.warn("The negotiation with {} stumbled: {}", candidate.brief(), e.getMessage());
            refuse(candidate, e.retryable() ? QUERY_EVERY : RETRY_REFUSED, "it stumbled: " + e.getMessage());
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.error("The negotiation with {} failed", candidate.brief(), e);
            refuse(candidate, RETRY_REFUSED, "it failed: " + e.getMessage());
        }
    }

    private static PeerRow with(PeerRow row, Domains domains) {
        return new PeerRow(row.id(), row.name(), row.addresses(), domains, row.certificate(), row.lastSeen());
    }

    private void ended(OwnerId candidate, Proposer.Outcome outcome) {
        candidates.forget(candidate);
        switch (outcome) {
            case Proposer.Outcome.Agreed agreed -> {
                refusals.remove(candidate);
                made(agreed.agreement().terms(), candidate);
            }
            case Proposer.Outcome.Parted parted -> refuse(candidate, patience(parted.code()), parted.reason());
            case Proposer.Outcome.Silent silent -> refuse(candidate, RETRY_BUSY, "no answer: " + silent.why());
            case Proposer.Outcome.Open open -> refuse(candidate, RETRY_BUSY, "the answer was lost: " + open.why());
        }
    }

    /** A first version, or a next one of which the answer was lost at first. */
    private void made(AgreementTerms terms, OwnerId partner) {
        boolean first = terms.version() == 1;
        String text = "as proposer: " + terms.id() + (first ? "" : ", version " + terms.version());
        LOG.info("Agreement with {} {}", partner.brief(), text);
        ledger.events().append(clock.instant(), first ? "AGREEMENT_MADE" : "AGREEMENT_RENEWED", partner.brief(), text);
    }

    /** Two proposals that crossed settle at once; a refusal for a reason stands for a while. */
    private static Duration patience(ErrorCode code) {
        return code == ErrorCode.BUSY || code == ErrorCode.CONFLICT ? RETRY_BUSY : RETRY_REFUSED;
    }

    private void refuse(OwnerId candidate, Duration wait, String reason) {
        LOG.debug("No agreement with {} now: {}", candidate.brief(), reason);
        refusals.put(candidate, new Refusal(clock.instant().plus(wait), reason));
    }

    @Override
    public void close() {
        closed = true;
        Ending.of(loop);
    }
}

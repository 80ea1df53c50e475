// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.holdfast.core.Inquiry;
import org.holdfast.core.Performer;
import org.holdfast.core.Reply;
import org.holdfast.core.Self;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.negotiate.Proposer;
import org.holdfast.core.negotiate.Responder;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Id16;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PeerLink;
import org.holdfast.node.net.PeerStream;
import org.holdfast.node.net.Talk;
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.wire.Message;
import org.holdfast.wire.NegotiationMessage.AgreementAnswer;
import org.holdfast.wire.NegotiationMessage.AgreementGet;
import org.holdfast.wire.NegotiationMessage.Answer;
import org.holdfast.wire.NegotiationMessage.Probe;

/**
 * Negotiates, from either side, with the book of agreements, the criteria and the policy that are present. Thread-safe.
 */
public final class Negotiations {
    private static final Duration COMPARING = Duration.ofSeconds(10);

    private final Self self;
    private final AgreementBook book;
    private final Supplier<Offer> offer;
    private final Jury jury;
    private final Supplier<Optional<NegotiationPolicy>> policy;
    private final Bandwidths bandwidths;
    private final NodeClock clock;
    private final SecureRandom random = new SecureRandom();

    public Negotiations(
            Self self,
            AgreementBook book,
            Supplier<Offer> offer,
            Jury jury,
            Supplier<Optional<NegotiationPolicy>> policy,
            Bandwidths bandwidths,
            NodeClock clock) {
        this.self = self;
        this.book = book;
        this.offer = offer;
        this.jury = jury;
        this.policy = policy;
        this.bandwidths = bandwidths;
        this.clock = clock;
    }

    /** Offers an agreement to the member at the other end of a link. */
    Proposer.Outcome propose(PeerLink link) {
        return hold(
                link,
                proposer(link),
                answers -> offer.get().propose(link.peer().id(), answers, newId(), clock.instant()));
    }

    /**
     * Offers the next version of an agreement, with what both want and offer now.
     *
     * @param asItIs whether no more may be asked of the link than it was found to carry
     */
    Proposer.Outcome renew(PeerLink link, AgreementTerms present, boolean asItIs) {
        Optional<MeasuredBandwidth> carried =
                asItIs ? bandwidths.measured(link.peer().id()) : Optional.empty();
        return hold(link, proposer(link), answers -> offer.get().renew(present, answers, clock.instant(), carried));
    }

    /** Says again what was proposed before a crash or a broken link. */
    Proposer.Outcome resume(PeerLink link, AgreementTerms claimed) {
        Proposer again = Proposer.resuming(self, link.peer(), answer(link), claimed);
        return hold(link, again, answers -> Optional.empty());
    }

    private Proposer proposer(PeerLink link) {
        return new Proposer(self, link.peer(), answer(link));
    }

    private Answer answer(PeerLink link) {
        return offer.get().answer(link.peer().id());
    }

    /** What to propose after these answers; empty if there is nothing to gain. */
    private interface Plan extends Function<Answer, Optional<AgreementTerms>> {}

    private Proposer.Outcome hold(PeerLink link, Proposer proposer, Plan plan) {
        try (PeerStream stream = link.converse()) {
            return Talk.hold(proposer, proposing(link, plan), stream, clock);
        }
    }

    private Performer<Proposer.Action, Proposer.Decision> proposing(PeerLink link, Plan plan) {
        return action -> switch (action) {
            case Proposer.Action.Judge(Answer answers) -> Optional.of(judge(link, plan.apply(answers)));
            case Proposer.Action.JudgeCounter counter -> Optional.of(judge(link, Optional.of(counter.terms())));
            case Proposer.Action.Claim claim -> {
                book.claim(claim.terms(), claim.signature());
                yield Optional.empty();
            }
            case Proposer.Action.Confirm confirm -> {
                book.confirm(confirm.agreement());
                yield Optional.empty();
            }
            case Proposer.Action.Drop drop -> {
                book.drop(drop.id());
                yield Optional.empty();
            }
        };
    }

    /** What this node proposes, and what is offered to it instead, pass its own policy like what others propose. */
    private Proposer.Decision judge(PeerLink link, Optional<AgreementTerms> terms) {
        if (terms.isEmpty()) {
            return new Proposer.Decision.Leave("one of us has no space to offer, or nothing would change");
        }
        return switch (consider(terms.get(), link)) {
            case NegotiationPolicy.Reply.Accept() -> new Proposer.Decision.Want(terms.get());
            case NegotiationPolicy.Reply.Counter(AgreementTerms other, String reason) ->
                new Proposer.Decision.Want(other);
            case NegotiationPolicy.Reply.Decline(String reason) -> new Proposer.Decision.Leave(reason);
        };
    }

    private AgreementId newId() {
        byte[] bytes = new byte[Id16.BYTES];
        random.nextBytes(bytes);
        return AgreementId.of(bytes);
    }

    /** Answers a member that began to negotiate with {@code first}. */
    public Responder.Outcome respond(Message first, PeerStream stream) {
        PeerLink link = stream.link();
        Responder responder = new Responder(self, link.peer(), answer(link));
        Responder.Outcome outcome = Talk.answer(first, responder, action -> responding(link, action), stream, clock);
        if (outcome instanceof Responder.Outcome.Parted(ErrorCode code, String reason, boolean byPeer)
                && code == ErrorCode.CONFLICT) {
            compare(link);
        }
        return outcome;
    }

    /**
     * Takes over what both have signed and this node does not know, or of which it has an earlier version: whoever lost
     * an answer, or gave up too early, gets it so.
     */
    void compare(PeerLink link) {
        try (PeerStream stream = link.converse()) {
            Inquiry<AgreementAnswer> inquiry = Inquiry.expecting(AgreementAnswer.class, new AgreementGet(), COMPARING);
            if (Talk.hold(inquiry, Inquiry.performer(), stream, clock)
                    instanceof Reply.Answered<AgreementAnswer>(AgreementAnswer shown)) {
                shown.lasting().forEach(each -> book.adopt(link.peer().id(), each));
                shown.ended().forEach(each -> book.adoptEnded(link.peer().id(), each));
            }
        }
    }

    /** Answers a member that measures its link to this node. */
    public void respond(Probe first, PeerStream stream) {
        bandwidths.serve(first, stream.link().peer(), stream);
    }

    private Optional<Responder.Decision> responding(PeerLink link, Responder.Action action) {
        return switch (action) {
            case Responder.Action.Find find -> Optional.of(new Responder.Decision.Known(book.signed(find.id())));
            case Responder.Action.Consider consider ->
                Optional.of(new Responder.Decision.Considered(welcome(consider.terms(), link)));
            case Responder.Action.Keep keep -> {
                book.accept(keep.agreement());
                yield Optional.empty();
            }
        };
    }

    /** Whom a criterion rejects is declined, whatever the terms. A partner is no candidate: renewals are about terms. */
    private NegotiationPolicy.Reply welcome(AgreementTerms terms, PeerLink link) {
        Optional<String> objection =
                terms.version() == 1 ? jury.objection(terms, link.peer().id()) : Optional.empty();
        return objection
                .<NegotiationPolicy.Reply>map(NegotiationPolicy.Reply.Decline::new)
                .orElseGet(() -> consider(terms, link));
    }

    private NegotiationPolicy.Reply consider(AgreementTerms terms, PeerLink link) {
        return policy.get()
                .map(present -> consider(present, terms, link))
                .orElseGet(() -> new NegotiationPolicy.Reply.Decline("no negotiation policy is installed here"));
    }

    private NegotiationPolicy.Reply consider(NegotiationPolicy present, AgreementTerms terms, PeerLink link) {
        Offer now = offer.get();
        Optional<String> objection = now.objection(terms);
        if (objection.isPresent()) {
            return new NegotiationPolicy.Reply.Decline(objection.get());
        }
        boolean matters = now.wishes().allowances().averageKbit() > 0;
        Optional<MeasuredBandwidth> speed = matters ? bandwidths.measure(link) : Optional.empty();
        return present.consider(terms, now.situation(link.peer().id(), speed));
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.Peer;
import org.holdfast.core.Performer;
import org.holdfast.core.Self;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.negotiate.Proposer;
import org.holdfast.core.negotiate.Responder;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Id16;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Channel;
import org.holdfast.node.net.PeerLink;
import org.holdfast.node.net.PeerStream;
import org.holdfast.node.net.Talk;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.wire.Message;
import org.holdfast.wire.NegotiationMessage.Answer;

/**
 * Negotiates, from either side, with the book of agreements, the criteria and the policy that are present. Thread-safe.
 */
public final class Negotiations {
    private final Self self;
    private final AgreementBook book;
    private final Supplier<Offer> offer;
    private final Jury jury;
    private final Supplier<Optional<NegotiationPolicy>> policy;
    private final NodeClock clock;
    private final SecureRandom random = new SecureRandom();

    public Negotiations(
            Self self,
            AgreementBook book,
            Supplier<Offer> offer,
            Jury jury,
            Supplier<Optional<NegotiationPolicy>> policy,
            NodeClock clock) {
        this.self = self;
        this.book = book;
        this.offer = offer;
        this.jury = jury;
        this.policy = policy;
        this.clock = clock;
    }

    /** Offers an agreement to the member at the other end of a link. */
    Proposer.Outcome propose(PeerLink link) {
        return hold(link, new Proposer(self, link.peer(), offer.get().answer()));
    }

    /** Says again what was proposed before a crash or a broken link. */
    Proposer.Outcome resume(PeerLink link, AgreementTerms claimed) {
        return hold(link, Proposer.resuming(self, link.peer(), offer.get().answer(), claimed));
    }

    private Proposer.Outcome hold(PeerLink link, Proposer proposer) {
        try (PeerStream stream = link.converse()) {
            return Talk.hold(proposer, proposing(link.peer()), stream, clock);
        }
    }

    private Performer<Proposer.Action, Proposer.Decision> proposing(Peer peer) {
        return action -> switch (action) {
            case Proposer.Action.Judge(Answer answers) -> Optional.of(judge(peer, answers));
            case Proposer.Action.JudgeCounter counter -> Optional.of(judge(counter));
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

    private Proposer.Decision judge(Peer peer, Answer answers) {
        return offer.get()
                .propose(peer.id(), answers, newId(), clock.instant())
                .<Proposer.Decision>map(Proposer.Decision.Want::new)
                .orElseGet(() -> new Proposer.Decision.Leave("one of us has no space to offer"));
    }

    /** A counter-offer is taken if it asks for no more than was offered. */
    private Proposer.Decision judge(Proposer.Action.JudgeCounter counter) {
        AgreementTerms terms = counter.terms();
        Offer now = offer.get();
        boolean fits = terms.reservedBy(self.id()).compareTo(now.unreserved()) <= 0
                && terms.grace().equals(now.grace())
                && terms.commitment().isZero();
        return fits
                ? new Proposer.Decision.Want(terms)
                : new Proposer.Decision.Leave("I cannot keep " + counter.reason());
    }

    private AgreementId newId() {
        byte[] bytes = new byte[Id16.BYTES];
        random.nextBytes(bytes);
        return AgreementId.of(bytes);
    }

    /** Answers a member that began to negotiate with {@code first}. */
    public Responder.Outcome respond(Message first, Peer peer, Channel channel) {
        Responder responder = new Responder(self, peer, offer.get().answer());
        return Talk.answer(first, responder, this::responding, channel, clock);
    }

    private Optional<Responder.Decision> responding(Responder.Action action) {
        return switch (action) {
            case Responder.Action.Find find -> Optional.of(new Responder.Decision.Known(book.signed(find.id())));
            case Responder.Action.Consider consider ->
                Optional.of(new Responder.Decision.Considered(consider(consider.terms())));
            case Responder.Action.Keep keep -> {
                book.accept(keep.agreement());
                yield Optional.empty();
            }
        };
    }

    /** Whom a criterion rejects is declined, whatever the terms. */
    private NegotiationPolicy.Reply consider(AgreementTerms terms) {
        return jury.objection(terms)
                .<NegotiationPolicy.Reply>map(NegotiationPolicy.Reply.Decline::new)
                .or(() -> policy.get()
                        .map(present -> present.consider(terms, offer.get().situation())))
                .orElseGet(() -> new NegotiationPolicy.Reply.Decline("no negotiation policy is installed here"));
    }
}

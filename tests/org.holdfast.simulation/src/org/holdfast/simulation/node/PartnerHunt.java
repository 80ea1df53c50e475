// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.holdfast.core.Inquiry;
import org.holdfast.core.Peer;
import org.holdfast.core.Performer;
import org.holdfast.core.Reply;
import org.holdfast.core.negotiate.Proposer;
import org.holdfast.core.select.Judged;
import org.holdfast.core.select.PartnerSelection;
import org.holdfast.core.select.Refusal;
import org.holdfast.core.select.Search;
import org.holdfast.core.select.Selection;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Domains;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.NegotiationMessage.AgreementAnswer;
import org.holdfast.wire.NegotiationMessage.AgreementGet;
import org.holdfast.wire.NegotiationMessage.SignedAgreement;

/** Looks for partners until there are enough, resumes proposals that were not answered, compares agreements. */
final class PartnerHunt {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LINK_PATIENCE = Duration.ofSeconds(3);
    private static final Duration STRANGER_AGAIN_AFTER = Duration.ofSeconds(60);
    private static final double RENEWS = 0.3;
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(20);

    private final Life life;
    private final Set<OwnerId> negotiating = new TreeSet<>();
    private final Map<OwnerId, Refusal> refusals = new TreeMap<>();

    PartnerHunt(Life life) {
        this.life = life;
    }

    void tick() {
        life.book.claims().forEach(this::resume);
        if (life.book.claims().isEmpty() && negotiating.isEmpty()) {
            look();
            if (life.world.chance(RENEWS)) {
                renew();
            }
        }
    }

    /** Both sides of an agreement do, so that they cross at times. */
    private void renew() {
        OwnerId self = life.identity().id();
        life.policy.renewable().stream()
                .filter(terms -> !negotiating.contains(terms.partnerOf(self)))
                .findFirst()
                .ifPresent(this::renew);
    }

    private void renew(AgreementTerms terms) {
        life.links.want(terms.partnerOf(life.identity().id())).ifPresent(link -> {
            Peer peer = link.member().orElseThrow();
            Proposer proposer = new Proposer(life.identity().self(), peer, life.policy.answer());
            talk(link, peer, proposer, life.policy.renewer(terms), "renewed ");
        });
    }

    private void look() {
        Instant now = life.computer.clock().instant();
        Map<OwnerId, Domains> partners = new TreeMap<>();
        for (OwnerId partner : life.partners()) {
            int host = life.computer.directory.hostOf(partner).orElseThrow();
            partners.put(partner, life.computer.directory.domainsOf(host));
        }
        List<Judged> candidates = life
                .computer
                .directory
                .candidates(life.identity().id())
                .stream()
                .map(candidate -> new Judged(candidate, List.of()))
                .toList();
        Selection selection = PartnerSelection.next(new Search(
                life.identity().id(),
                life.computer.goal.partners(),
                partners,
                negotiating,
                candidates,
                refusals,
                Optional.of(now),
                Duration.ofDays(1),
                now));
        if (selection.next() instanceof Selection.Next.Negotiate(var candidate)) {
            propose(candidate.id());
        }
    }

    private void propose(OwnerId candidate) {
        Optional<Link> link = life.links.want(candidate);
        if (link.isEmpty()) {
            refuse(candidate, "no link yet", LINK_PATIENCE);
            return;
        }
        Peer peer = link.get().member().orElseThrow();
        talk(link.get(), peer, new Proposer(life.identity().self(), peer, life.policy.answer()));
    }

    /** One of the two is not on the other's roster; that may change. */
    void strangers(OwnerId candidate) {
        refuse(candidate, "not both of us are members", STRANGER_AGAIN_AFTER);
    }

    private void resume(AgreementTerms claimed) {
        OwnerId candidate = claimed.responder();
        Optional<Link> link = life.links.want(candidate);
        if (link.isPresent() && !negotiating.contains(candidate)) {
            Peer peer = link.get().member().orElseThrow();
            talk(link.get(), peer, Proposer.resuming(life.identity().self(), peer, life.policy.answer(), claimed));
        }
    }

    private void talk(Link link, Peer peer, Proposer proposer) {
        talk(link, peer, proposer, life.policy.proposer(peer), "negotiated ");
    }

    private void talk(
            Link link,
            Peer peer,
            Proposer proposer,
            Performer<Proposer.Action, Proposer.Decision> performer,
            String what) {
        negotiating.add(peer.id());
        link.ask(proposer, performer, outcome -> {
            negotiating.remove(peer.id());
            life.computer.note(
                    what + outcome.getClass().getSimpleName(), peer.id().brief());
            if (outcome instanceof Proposer.Outcome.Parted(ErrorCode code, var reason, var byPeer)
                    && code == ErrorCode.CONFLICT) {
                met(peer);
            }
            if (!(outcome instanceof Proposer.Outcome.Agreed)) {
                refuse(peer.id(), "not now", ASK_AGAIN_AFTER);
            }
        });
    }

    private void refuse(OwnerId candidate, String why, Duration until) {
        refusals.put(candidate, new Refusal(life.computer.clock().instant().plus(until), why));
    }

    /** Heals what was lost: whoever holds a doubly signed agreement shows it. */
    void met(Peer peer) {
        life.links
                .to(peer.id())
                .ifPresent(link -> link.ask(
                        Inquiry.expecting(AgreementAnswer.class, new AgreementGet(), PATIENCE),
                        Inquiry.performer(),
                        reply -> compare(peer, reply)));
    }

    private void compare(Peer peer, Reply<AgreementAnswer> reply) {
        if (reply instanceof Reply.Answered<AgreementAnswer>(AgreementAnswer shown)) {
            shown.lasting().forEach(each -> note(life.book.adopt(peer.id(), each), each));
            shown.ended().forEach(each -> note(life.book.adoptEnded(peer.id(), each), each));
        }
    }

    private void note(boolean adopted, SignedAgreement shown) {
        if (adopted) {
            life.computer.note("adopted an agreement", shown.agreement().id());
        }
    }
}

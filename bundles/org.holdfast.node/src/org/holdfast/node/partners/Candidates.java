// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.holdfast.core.Inquiry;
import org.holdfast.core.Reply;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.PeerLink;
import org.holdfast.node.net.PeerStream;
import org.holdfast.node.net.Talk;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.MeasuredBandwidth;
import org.holdfast.spi.policy.Reputation;
import org.holdfast.wire.NegotiationMessage.Answer;
import org.holdfast.wire.NegotiationMessage.Ask;
import org.holdfast.wire.NegotiationMessage.Decline;

/**
 * Those who could be partners: members that this node has a link to, with what they answer to the four questions.
 * Answers are asked anew after a while. Thread-safe.
 */
public final class Candidates {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Network network;
    private final NodeClock clock;
    private final Known known;
    private final Map<OwnerId, Heard> answers = new ConcurrentHashMap<>();

    /** @param reputation judged at the same time: it reads all that was ever said of the candidate */
    private record Heard(Answer answer, Reputation reputation, Instant at) {}

    /** @param known what this node knows of others from elsewhere */
    public Candidates(Network network, NodeClock clock, Known known) {
        this.network = network;
        this.clock = clock;
        this.known = known;
    }

    /** @param bandwidth as measured from here; empty where it never was */
    public record Known(
            Function<OwnerId, Optional<MeasuredBandwidth>> bandwidth, Function<OwnerId, Reputation> reputation) {}

    /** Everybody linked but those named, each asked if its answers are not fresh. */
    List<Candidate> ask(Set<OwnerId> except, Function<OwnerId, PeerDetails> details) {
        return network.linked().stream()
                .filter(id -> !except.contains(id) && !network.isRevoked(id))
                .flatMap(id -> answer(id).map(heard -> candidate(details.apply(id), heard)).stream())
                .toList();
    }

    /** What the ledger knows of a peer. */
    record PeerDetails(OwnerId id, String name, List<org.holdfast.model.NodeAddress> addresses) {}

    private Candidate candidate(PeerDetails peer, Heard heard) {
        Answer answer = heard.answer();
        return new Candidate(
                peer.id(),
                peer.name(),
                peer.addresses(),
                answer.domains(),
                answer.space().offered(),
                answer.space().wanted(),
                answer.schedule(),
                known.bandwidth().apply(peer.id()),
                heard.reputation());
    }

    private Optional<Heard> answer(OwnerId id) {
        Heard before = answers.get(id);
        if (before != null && before.at().plus(FRESH).isAfter(clock.instant())) {
            return Optional.of(before);
        }
        Optional<Heard> heard = network.link(id)
                .flatMap(this::inquire)
                .map(answer -> new Heard(answer, known.reputation().apply(id), clock.instant()));
        heard.ifPresent(fresh -> answers.put(id, fresh));
        return heard;
    }

    private Optional<Answer> inquire(PeerLink link) {
        try (PeerStream stream = link.converse()) {
            Inquiry<Answer> inquiry = Inquiry.expecting(Answer.class, Ask.everything(), PATIENCE);
            Reply<Answer> reply = Talk.hold(inquiry, Inquiry.performer(), stream, clock);
            if (reply instanceof Reply.Answered<Answer>(Answer answer)) {
                stream.send(new Decline(ErrorCode.CANCELLED, "only asking"));
                return Optional.of(answer);
            }
            return Optional.empty();
        }
    }

    /** Forgets what a candidate answered: it has changed by an agreement. */
    void forget(OwnerId id) {
        answers.remove(id);
    }
}

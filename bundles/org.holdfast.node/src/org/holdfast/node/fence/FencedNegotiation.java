// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.fence;

import org.holdfast.model.AgreementTerms;
import org.holdfast.node.fence.Fence.Outcome;
import org.holdfast.spi.policy.NegotiationPolicy;
import org.holdfast.spi.policy.Situation;

/** A negotiation policy behind a fence. Where it fails the proposal is declined: nothing was agreed. */
public final class FencedNegotiation implements NegotiationPolicy {
    private final NegotiationPolicy policy;
    private final Fence fence;

    public FencedNegotiation(NegotiationPolicy policy, Fence fence) {
        this.policy = policy;
        this.fence = fence;
    }

    @Override
    public Reply consider(AgreementTerms proposal, Situation self) {
        return switch (fence.call(() -> fit(proposal, policy.consider(proposal, self)))) {
            case Outcome.Answered<Reply>(Reply reply) -> reply;
            case Outcome.Failed<Reply>(String why) ->
                new Reply.Decline("the negotiation policy here cannot be asked: " + why);
        };
    }

    private static Reply fit(AgreementTerms proposal, Reply reply) {
        return switch (reply) {
            case Reply.Accept accept -> accept;
            case Reply.Counter(AgreementTerms terms, String reason) ->
                new Reply.Counter(sameTwo(proposal, terms), OneLine.of(reason));
            case Reply.Decline(String reason) -> new Reply.Decline(OneLine.of(reason));
        };
    }

    /** Counter-terms are for the two who negotiate, in their roles, and for the agreement that they negotiate. */
    private static AgreementTerms sameTwo(AgreementTerms proposal, AgreementTerms other) {
        boolean same = other.id().equals(proposal.id())
                && other.version() == proposal.version()
                && other.proposer().equals(proposal.proposer())
                && other.responder().equals(proposal.responder());
        if (!same) {
            throw new IllegalArgumentException("its counter-offer is for another agreement or for two others");
        }
        return other;
    }
}

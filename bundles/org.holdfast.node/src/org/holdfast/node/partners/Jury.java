// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.core.select.Decision;
import org.holdfast.core.select.Judged;
import org.holdfast.core.select.Opinion;
import org.holdfast.core.select.Standing;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.partners.PartnerSearch.Plan;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerGroup;

/**
 * Lets every criterion that is present judge, against the partners of this moment: whom this node would ask, and who
 * asks it. What it would not choose it does not accept, either. Thread-safe.
 */
public final class Jury {
    private final Supplier<Plan> plan;
    private final Ledger ledger;
    private final Candidates.Known known;
    private final DecisionLog decisions;

    /**
     * @param plan with the criteria of this moment
     * @param known what this node knows of others from elsewhere
     */
    public Jury(Supplier<Plan> plan, Ledger ledger, Candidates.Known known, DecisionLog decisions) {
        this.plan = plan;
        this.ledger = ledger;
        this.known = known;
        this.decisions = decisions;
    }

    /** Candidates whom this node might ask. */
    List<Judged> judge(Plan now, List<Candidate> candidates) {
        PartnerGroup group = now.offer().group(now.shape(), now.addresses(), Set.of());
        return candidates.stream()
                .map(each -> Judged.by(now.criteria(), each, group))
                .toList();
    }

    /**
     * Why whoever proposed these terms is rejected, if so; {@code partner why} shows it, too. How much space is offered
     * for how much is what the terms are negotiated about, so here it is taken to be what is wanted.
     */
    Optional<String> objection(AgreementTerms terms, OwnerId peer) {
        Plan now = plan.get();
        if (now.leaving()) {
            return Optional.of("this machine leaves, and makes no new agreement");
        }
        PartnerGroup group = now.offer().group(now.shape(), now.addresses(), Set.of(peer));
        PartnerGroup given = new PartnerGroup(group.self(), group.partners(), group.shape(), terms.reservedBy(peer));
        Judged judged = Judged.by(now.criteria(), candidate(terms, peer), given);
        return judged.rejection().map(opinion -> objection(judged, opinion));
    }

    private String objection(Judged judged, Opinion opinion) {
        String reason = opinion.verdict().reason();
        decisions.record(List.of(new Decision(judged, new Standing.Rejected(opinion.criterion(), reason))));
        return opinion.criterion() + ": " + reason;
    }

    private Candidate candidate(AgreementTerms terms, OwnerId peer) {
        Optional<PeerRow> row = ledger.peers().find(peer);
        List<NodeAddress> addresses = row.map(PeerRow::addresses).orElse(List.of());
        return new Candidate(
                peer,
                row.map(PeerRow::name).orElse(peer.brief()),
                addresses,
                terms.domainsOf(peer),
                terms.reservedBy(peer),
                terms.reservedBy(terms.partnerOf(peer)),
                terms.scheduleOf(peer),
                known.bandwidth().apply(peer),
                known.reputation().apply(peer));
    }
}

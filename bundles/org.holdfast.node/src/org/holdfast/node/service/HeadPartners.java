// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.head.HeadPartner;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;

/** The partners that a head names: where a blank machine finds what is stored. */
final class HeadPartners {
    private final Node node;

    HeadPartners(Node node) {
        this.node = node;
    }

    /** Also who leaves, as long as something lies there alone. */
    List<HeadPartner> all() {
        OwnerId self = node.identity().owner();
        Set<AgreementTerms> lasting = Set.copyOf(node.lasting());
        return node.agreed().stream()
                .filter(terms -> lasting.contains(terms) || holds(terms, self))
                .map(terms -> partner(terms, terms.partnerOf(self)))
                .toList();
    }

    private boolean holds(AgreementTerms terms, OwnerId self) {
        return node.owner().lying(terms.partnerOf(self), terms.id()).blocks() > 0;
    }

    private HeadPartner partner(AgreementTerms terms, OwnerId partner) {
        Optional<PeerRow> row = node.stores().ledger().peers().find(partner);
        return new HeadPartner(
                partner,
                terms.id(),
                row.map(PeerRow::name).orElse(partner.brief()),
                row.map(PeerRow::addresses).orElse(List.of()),
                terms.domainsOf(partner));
    }
}

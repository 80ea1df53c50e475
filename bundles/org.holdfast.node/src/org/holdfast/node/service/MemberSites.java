// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.HashMap;
import java.util.Map;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;

/**
 * Where members stand: this machine by its settings, partners by what was last agreed with them, all others where they
 * stood when they joined, as the roster says.
 */
final class MemberSites {
    private final Map<OwnerId, String> sites = new HashMap<>();

    MemberSites(Node node) {
        OwnerId self = node.identity().owner();
        for (AgreementTerms each : node.agreed()) {
            OwnerId partner = each.partnerOf(self);
            sites.put(partner, each.domainsOf(partner).site());
        }
        sites.put(self, node.settings().domains().site());
    }

    String of(RosterEntry row) {
        return sites.getOrDefault(row.owner(), row.site());
    }
}

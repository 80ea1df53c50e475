// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import java.util.List;
import java.util.Optional;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;

/**
 * How the node that is asked stands.
 *
 * @param unreserved bytes it may still promise to the other side, those of a present agreement with it included
 * @param wanted bytes it wants from a new partner
 * @param partners domains of its present partners
 * @param wishes what it wants of every agreement
 * @param bandwidth of the link to the other side, as measured from here; empty if that could not be done
 * @param present the agreement that would be renewed; empty if this is a first one
 */
public record Situation(
        OwnerId self,
        Domains domains,
        ByteCount unreserved,
        ByteCount wanted,
        List<Domains> partners,
        Wishes wishes,
        Optional<MeasuredBandwidth> bandwidth,
        Optional<Present> present) {
    public Situation {
        partners = List.copyOf(partners);
    }

    /**
     * An agreement in force, and what is stored under it.
     *
     * @param here bytes that this node keeps for the other
     * @param there bytes that the other keeps for this node
     */
    public record Present(AgreementTerms terms, ByteCount here, ByteCount there) {}
}

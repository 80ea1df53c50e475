// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import java.util.List;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;

/**
 * How the node that is asked stands.
 *
 * @param unreserved bytes it may still promise to anybody
 * @param wanted bytes it wants from a new partner
 * @param partners domains of its present partners
 */
public record Situation(OwnerId self, Domains domains, ByteCount unreserved, ByteCount wanted, List<Domains> partners) {
    public Situation {
        partners = List.copyOf(partners);
    }
}

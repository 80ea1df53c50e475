// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

import java.util.List;
import org.holdfast.model.ByteCount;
import org.holdfast.model.CodeShape;
import org.holdfast.model.Domains;

/**
 * What a candidate is judged against.
 *
 * @param self the judging node's own domains
 * @param partners the domains of those who are partners already
 * @param shape the code that the group has to carry
 * @param wanted bytes that each partner has to reserve
 */
public record PartnerGroup(Domains self, List<Domains> partners, CodeShape shape, ByteCount wanted) {
    public PartnerGroup {
        partners = List.copyOf(partners);
    }
}

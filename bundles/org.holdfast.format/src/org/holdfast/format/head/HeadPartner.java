// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.util.List;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Domains;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.NodeLabels;
import org.holdfast.model.OwnerId;

/**
 * A partner as its owner knew it when the head was written: enough to find it again. Its labels, if
 * it has any, stand in the agreement.
 *
 * @param name for people, up to 64 bytes of UTF-8
 * @param addresses where it was last reached, at most 8, each host up to 255 bytes
 */
public record HeadPartner(
        OwnerId owner, AgreementId agreement, String name, List<NodeAddress> addresses, Domains domains) {
    static final int SMALLEST = 58;
    static final int MAX_NAME = 64;
    static final int MAX_ADDRESSES = 8;

    public HeadPartner {
        addresses = List.copyOf(addresses);
        domains = domains.labelled(NodeLabels.NONE);
        if (addresses.size() > MAX_ADDRESSES) {
            throw new IllegalArgumentException("a head names at most 8 addresses of a partner");
        }
    }
}

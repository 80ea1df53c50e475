// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;

/**
 * One audit of one partner.
 *
 * @param partner its id
 * @param scheme id of the audit scheme
 * @param blocks in how many blocks the pieces lay that were drawn
 * @param result PROVED, WRONG, ADMITTED, BAD_TAGS, UNDECIDED, NO_ANSWER, MISBEHAVED, REFUSED or UNKNOWN
 * @param bytesOnWire of the partner's answers
 * @param named the blocks that are wrong, admitted or badly tagged
 * @param detail for people
 */
public record AuditReport(
        String partner,
        String name,
        String scheme,
        int blocks,
        String result,
        long bytesOnWire,
        Instant time,
        List<String> named,
        String detail) {}

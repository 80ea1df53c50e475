// SPDX-License-Identifier: EPL-2.0
package org.holdfast.policy.standard;

import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;

/**
 * Who stands where a candidate stands, in some sense of where: what {@link SpreadOverSites} and {@link
 * SubnetSeparation} make of it.
 *
 * @param place for people, such as {@code site 'north'}
 * @param partners how many stand there
 * @param own whether the judging node stands there, too
 */
record Crowd(String place, long partners, boolean own) {
    /**
     * The fewer the better; the own place counts as one with a partner more.
     *
     * @param required whether a place is full that has as many partners as may be lost at once
     */
    Verdict verdict(PartnerGroup group, boolean required) {
        long most = Math.max(1, group.shape().k());
        if (required && partners >= most) {
            return new Verdict.Reject(
                    place + " has " + partners + " partners already, and " + most + " may be lost at once");
        }
        String reason = place + (own ? ", where this node stands, too," : "") + " has " + partners + " partners";
        return new Verdict.Score(1.0 / (1 + partners + (own ? 1 : 0)), reason);
    }
}

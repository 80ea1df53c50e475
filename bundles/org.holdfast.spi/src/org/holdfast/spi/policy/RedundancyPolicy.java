// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

/**
 * Chooses the code of new segments, as a service; the one with the highest ranking decides, and where none is present
 * the node's own planner. MUST be quick and pure: it is asked anew whenever partners or settings have changed. A policy
 * that throws, or names a code that is not installed, is passed over with a line in the log.
 */
public interface RedundancyPolicy {
    /**
     * The code for this group. MAY name a shape that needs more partners than there are: the node then makes no backup
     * and says how many are missing. Where the target is out of reach it answers the best it can and says what limits
     * it.
     *
     * @param group its shape and its wanted bytes are those of the present and bind nobody
     */
    CodePlan plan(PartnerGroup group, DurabilityTarget target);
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.spi.policy;

/** Judges candidates, as a service; every one present takes part and any rejection wins. MUST be quick and pure. */
public interface PartnerCriterion {
    /** Such as {@code distinct-host}. */
    String id();

    Verdict judge(Candidate candidate, PartnerGroup current);
}

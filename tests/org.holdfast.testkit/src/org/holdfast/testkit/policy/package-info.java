// SPDX-License-Identifier: EPL-2.0
/**
 * What every policy promises. Extend the one for yours in the tests of the provider: {@link PartnerCriterionContract} for
 * an opinion on partners, {@link NegotiationPolicyContract} for terms, {@link RedundancyPolicyContract} for codes. {@link
 * SampleCandidate} makes candidates for further tests.
 */
@NullMarked
package org.holdfast.testkit.policy;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: EPL-2.0
/**
 * What decides on partners and codes: {@link PartnerCriterion} judges candidates, {@link NegotiationPolicy} judges
 * proposals, {@link RedundancyPolicy} chooses the code.
 */
@NullMarked
package org.holdfast.spi.policy;

import org.jspecify.annotations.NullMarked;

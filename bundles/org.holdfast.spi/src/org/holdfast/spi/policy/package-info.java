// SPDX-License-Identifier: EPL-2.0
/** What decides on partners: {@link PartnerCriterion} judges candidates, {@link NegotiationPolicy} judges proposals. */
@NullMarked
package org.holdfast.spi.policy;

import org.jspecify.annotations.NullMarked;

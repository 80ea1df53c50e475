// SPDX-License-Identifier: EPL-2.0
/**
 * Finding partners and agreeing with them. Start with {@link org.holdfast.node.partners.PartnerSearch}, the loop; {@link
 * org.holdfast.node.partners.Candidates} knows who could be asked.
 */
@NullMarked
package org.holdfast.node.partners;

import org.jspecify.annotations.NullMarked;

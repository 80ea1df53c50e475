// SPDX-License-Identifier: EPL-2.0
/**
 * Which partners to look for, and how many. Start with {@link org.holdfast.core.select.PartnerSelection}, one turn of
 * the search as a pure function.
 */
@NullMarked
package org.holdfast.core.select;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: EPL-2.0
/**
 * How two nodes come to an agreement: {@link org.holdfast.core.negotiate.Proposer} and {@link
 * org.holdfast.core.negotiate.Responder} ask each other the same four questions, then one proposes and the other
 * accepts, counters or declines. {@link org.holdfast.core.negotiate.AgreementBook} keeps what was signed.
 */
@NullMarked
package org.holdfast.core.negotiate;

import org.jspecify.annotations.NullMarked;

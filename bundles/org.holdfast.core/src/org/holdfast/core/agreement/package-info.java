// SPDX-License-Identifier: EPL-2.0
/**
 * The life of an agreement. Start with {@link org.holdfast.core.agreement.AgreementLife}, which is the table of
 * docs/protocol-agreement.md as a function.
 */
@NullMarked
package org.holdfast.core.agreement;

import org.jspecify.annotations.NullMarked;

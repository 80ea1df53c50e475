// SPDX-License-Identifier: EPL-2.0
/**
 * When a snapshot may be called safe. Start with {@link org.holdfast.core.protect.ProtectionRule}, which is promise P2
 * of docs/threat-model.md as a function of the receipts.
 */
@NullMarked
package org.holdfast.core.protect;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.time.Instant;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;

/**
 * A block kept for another owner that is not what was stored any more.
 *
 * @param told whether its owner has confirmed that it knows
 */
public record DamageRow(AgreementId agreement, BlockId block, Instant found, boolean told) {}

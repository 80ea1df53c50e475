// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.port;

import java.util.Set;
import org.holdfast.model.AgreementId;
import org.holdfast.model.BlockId;

/** What a holder knows of its own damage: whoever is audited says it before it is asked. Thread-safe. */
@FunctionalInterface
public interface KnownDamage {
    /** Blocks under an agreement that are damaged or gone here. */
    Set<BlockId> damaged(AgreementId agreement);
}

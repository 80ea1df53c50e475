// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.util.Optional;
import org.holdfast.spi.audit.AuditScheme;

/** The audit schemes that are present. */
@FunctionalInterface
public interface Schemes {
    /** The one with this format number. Taken once for each audit. */
    Optional<AuditScheme> find(int number);
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

/** Hears what audits found: health, repair. Called on the auditing thread, after the verdict is in the ledger. */
@FunctionalInterface
public interface AuditListener {
    /** Should return soon. May be told the same finding again after a restart, so it must do no harm twice. */
    void audited(AuditVerdict verdict);
}

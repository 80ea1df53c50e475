// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.audit;

import java.time.Instant;
import org.holdfast.model.AgreementId;
import org.holdfast.model.OwnerId;

/** What one audit of one partner found. @param at when that was known */
public record AuditVerdict(OwnerId partner, AgreementId agreement, Instant at, AuditFinding finding) {}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.audit;

import org.holdfast.core.audit.AuditVerdict;

/**
 * One audit, in figures.
 *
 * @param scheme id of the audit scheme
 * @param blocks in how many blocks the drawn pieces lay; 0 if nobody got so far
 * @param wireBytes of the partner's answers
 */
public record AuditResult(AuditVerdict verdict, String scheme, int blocks, long wireBytes) {}

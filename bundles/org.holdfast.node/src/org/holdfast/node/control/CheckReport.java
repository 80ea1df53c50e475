// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** What a health check found: its name, the worst status of its findings, the findings, and how long it took. Statuses are those of Apache Felix Health Checks: OK, WARN, TEMPORARILY_UNAVAILABLE, CRITICAL, HEALTH_CHECK_ERROR. */
public record CheckReport(String check, String status, List<FindingReport> findings, double seconds) {
    public CheckReport {
        findings = List.copyOf(findings);
    }
}

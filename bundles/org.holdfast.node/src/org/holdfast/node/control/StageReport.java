// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/** What one stage of a run took: wall seconds it was busy, and CPU seconds. */
public record StageReport(String stage, double seconds, double cpuSeconds) {}

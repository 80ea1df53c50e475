// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

/** One thing that a health check found, and how to mend it; empty where there is nothing to do. */
public record FindingReport(String status, String found, String mend) {}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** How the node is, for those who watch it. Changes nothing. */
public interface InspectionControl {
    /** Every health check, by name; of one that does not end in time it is only known that it did not. */
    List<CheckReport> checks();

    /** Figures for monitoring, by name; quick to make. */
    List<MetricReport> metrics();

    /** What every configuration of this installation may say, the node's own first; outside a framework only that. */
    List<SettingReport> settings();
}

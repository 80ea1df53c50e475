// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;

/**
 * What was decided for one snapshot.
 *
 * @param kept whether it stays
 * @param reasons why it stays; empty if it goes
 */
public record ForgetReport(String id, Instant time, List<String> sources, boolean kept, List<String> reasons) {
    public ForgetReport {
        sources = List.copyOf(sources);
        reasons = List.copyOf(reasons);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** A member that keeps something for another one, and where it was met. */
public record KeeperReport(String node, String name, List<String> addresses) {
    public KeeperReport {
        addresses = List.copyOf(addresses);
    }
}

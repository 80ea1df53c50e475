// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.util.List;

/** A box that may hold a member's recovery secret, still sealed, in hexadecimal; and where it was found. */
public record EscrowReport(String owner, String name, String box, List<KeeperReport> keepers) {
    public EscrowReport {
        keepers = List.copyOf(keepers);
    }
}

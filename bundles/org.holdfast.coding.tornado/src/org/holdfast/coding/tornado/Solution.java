// SPDX-License-Identifier: EPL-2.0
package org.holdfast.coding.tornado;

import java.util.List;

/** What can be done about a set of lost nodes. */
public sealed interface Solution {
    /**
     * Every lost node can be had back.
     *
     * @param sums one for each lost node, in the order in which to make them
     * @param peeled how many of them, from the first on, peeling found; elimination found the others
     */
    record Steps(List<Sum> sums, int peeled) implements Solution {}

    /** @param missing how many more nodes, well chosen, would be needed at least */
    record Stuck(int missing) implements Solution {}
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.files.compare;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param entries of the first tree, its root included
 * @param bytes length of its files together, each counted once however many names it has
 * @param differences how many there are
 * @param shown the first of them, at most {@link #MOST_SHOWN}
 */
public record ComparisonResult(long entries, long bytes, long differences, List<Difference> shown) {
    public static final int MOST_SHOWN = 1000;

    public ComparisonResult {
        shown = List.copyOf(shown);
    }

    public boolean identical() {
        return differences == 0;
    }
}

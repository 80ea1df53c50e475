// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import org.holdfast.model.Id16;

/**
 * A live run of the chunk index.
 *
 * @param id first 16 bytes of the SHA-256 of its encoded form
 * @param rows in the run
 */
public record HeadRun(Id16 id, long rows, StreamRef stream) {
    static final int SMALLEST = 34;

    public HeadRun {
        if (rows < 0) {
            throw new IllegalArgumentException("a run has no negative number of rows");
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

/**
 * How much the head stands for.
 *
 * @param snapshots kept
 * @param files in the newest snapshot
 * @param sourceBytes in the newest snapshot
 * @param segments live
 * @param storedBytes at partners, all shards together
 */
public record Statistics(long snapshots, long files, long sourceBytes, long segments, long storedBytes) {
    public Statistics {
        if ((snapshots | files | sourceBytes | segments | storedBytes) < 0) {
            throw new IllegalArgumentException("statistics are not negative");
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;

/**
 * A state of this machine's snapshots, as partners keep it.
 *
 * @param head its number, and the beginning of its hash
 * @param time when this machine made it, by its own clock
 * @param stored when it came to the partners, by theirs
 * @param partners how many have shown it
 * @param snapshots how many it names
 * @param files in the newest of these
 * @param bytes in the newest of these
 * @param forked whether another head has the same number: two machines wrote with these keys, or one was set back
 */
public record HeadReport(
        String head,
        Instant time,
        Instant stored,
        int partners,
        long snapshots,
        long files,
        long bytes,
        boolean forked) {}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.control;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a recovery still lacks.
 *
 * @param head when the list of snapshots was made that was found; empty while none is
 * @param partners that it names
 * @param missing those of them that cannot be reached
 * @param segments that are known so far
 * @param incomplete of these, those that the partners that can be reached have too little of
 * @param needed so many more of the missing ones are needed at least; 0 if those that are there do
 */
public record MissingReport(
        Optional<Instant> head, int partners, List<Missing> missing, long segments, long incomplete, int needed) {
    public MissingReport {
        missing = List.copyOf(missing);
    }

    /** A partner that cannot be reached, and where it was last. */
    public record Missing(String node, String name, String site, List<String> addresses) {
        public Missing {
            addresses = List.copyOf(addresses);
        }
    }
}

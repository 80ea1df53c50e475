// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import java.time.Instant;

/** How a candidate came out of one turn of the search. */
public sealed interface Standing {
    /** The best of those who are left: negotiated with next. */
    record Chosen(double score) implements Standing {}

    /** Good enough, but another one is better, or there are enough. */
    record Eligible(double score) implements Standing {}

    record Rejected(String criterion, String reason) implements Standing {}

    /** Said no, or was said no to, not long ago. */
    record Refused(Instant retryAt, String reason) implements Standing {}

    /** A negotiation is going on. */
    record Negotiating() implements Standing {}

    record Partner() implements Standing {}
}

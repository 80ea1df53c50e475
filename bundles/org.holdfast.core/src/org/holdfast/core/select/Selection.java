// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import java.time.Instant;
import java.util.List;
import org.holdfast.spi.policy.Candidate;

/** What one turn of the search came to: what to do next, and what was decided about each candidate. */
public record Selection(Next next, List<Decision> decisions) {
    public Selection {
        decisions = List.copyOf(decisions);
    }

    /** What to do next. */
    public sealed interface Next {
        /** There are as many partners as are wanted: nothing to do and nothing to send. */
        record Enough() implements Next {}

        /** Offer this candidate an agreement; then decide again, whatever it says. */
        record Negotiate(Candidate candidate) implements Next {}

        /** Ask everybody to advertise; then decide again when somebody is heard. */
        record Query() implements Next {}

        /** Decide again when somebody is heard, a negotiation ends, or at this time. */
        record Wait(Instant until) implements Next {}
    }
}

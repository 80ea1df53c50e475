// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.time.Duration;
import java.util.Optional;
import org.holdfast.core.port.HealthRow;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;

/**
 * Nobody who broke an agreement with this node with evidence against it, for as long as a track record is remembered; nor
 * one that did so by silence, until it has been told: then it may begin anew. What others say of it, and how much worse
 * its record is for it, is another criterion's.
 */
public final class KeptWord implements PartnerCriterion {
    private static final Duration CONVICTED = Duration.ofDays(180);

    private final HealthBook book;
    private final NodeClock clock;

    public KeptWord(HealthBook book, NodeClock clock) {
        this.book = book;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "kept-word";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        Optional<HealthRow> broken = book.all().stream()
                .filter(row -> row.partner().equals(candidate.id()))
                .filter(this::isBarred)
                .findFirst();
        return broken.<Verdict>map(row -> new Verdict.Reject("it broke an agreement with this machine: " + row.why()))
                .orElseGet(() -> new Verdict.Abstain("it broke no agreement with this machine lately"));
    }

    private boolean isBarred(HealthRow row) {
        return switch (row.health().state()) {
            case OK, LATE, SUSPECT, GRACE, CONTAINED -> false;
            case RENEGED -> !row.told();
            case CORRUPT -> row.health().since().plus(CONVICTED).isAfter(clock.instant());
        };
    }
}

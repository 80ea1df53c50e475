// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.port.HealthRow;
import org.holdfast.model.AgreementId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;

/**
 * Nobody who broke an agreement with this node lately: by silence for as long as its grace was, with evidence for as long
 * as a track record is remembered. What others say of it is another criterion's.
 */
public final class KeptWord implements PartnerCriterion {
    private static final Duration CONVICTED = Duration.ofDays(180);

    private final HealthBook book;
    private final Function<AgreementId, Duration> grace;
    private final NodeClock clock;

    /** @param grace of an agreement */
    public KeptWord(HealthBook book, Function<AgreementId, Duration> grace, NodeClock clock) {
        this.book = book;
        this.grace = grace;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "kept-word";
    }

    @Override
    public Verdict judge(Candidate candidate, PartnerGroup current) {
        Instant now = clock.instant();
        Optional<HealthRow> broken = book.all().stream()
                .filter(row -> row.partner().equals(candidate.id()))
                .filter(row -> row.health().state().isGone())
                .filter(row -> until(row).isAfter(now))
                .findFirst();
        return broken.<Verdict>map(row -> new Verdict.Reject("it broke an agreement with this machine: " + row.why()))
                .orElseGet(() -> new Verdict.Abstain("it broke no agreement with this machine lately"));
    }

    private Instant until(HealthRow row) {
        Duration barred = row.health().state() == HealthState.CORRUPT ? CONVICTED : grace.apply(row.agreement());
        return row.health().since().plus(barred);
    }
}

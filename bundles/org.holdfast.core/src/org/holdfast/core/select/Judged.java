// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import java.util.List;
import java.util.Optional;
import org.holdfast.spi.policy.Candidate;
import org.holdfast.spi.policy.PartnerCriterion;
import org.holdfast.spi.policy.PartnerGroup;
import org.holdfast.spi.policy.Verdict;

/** A candidate with what every criterion present said of it, against the partners of this moment. */
public record Judged(Candidate candidate, List<Opinion> opinions) {
    public Judged {
        opinions = List.copyOf(opinions);
    }

    /** What these criteria say of a candidate, in their order. */
    public static Judged by(List<PartnerCriterion> criteria, Candidate candidate, PartnerGroup group) {
        return new Judged(
                candidate,
                criteria.stream()
                        .map(each -> new Opinion(each.id(), each.judge(candidate, group)))
                        .toList());
    }

    /** All scores multiplied, 1 where no criterion has one; meaningless if one rejects. */
    public double score() {
        double score = 1;
        for (Opinion opinion : opinions) {
            score *= switch (opinion.verdict()) {
                case Verdict.Score(double value, String reason) -> value;
                case Verdict.Reject(String reason) -> 0;
                case Verdict.Abstain(String reason) -> 1;
            };
        }
        return score;
    }

    /** The first criterion that rejects it. */
    public Optional<Opinion> rejection() {
        return opinions.stream()
                .filter(opinion -> opinion.verdict() instanceof Verdict.Reject)
                .findFirst();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.holdfast.core.select.Decision;
import org.holdfast.core.select.Opinion;
import org.holdfast.core.select.Standing;
import org.holdfast.node.control.DecisionReport;
import org.holdfast.node.partners.DecisionLog;
import org.holdfast.spi.policy.Verdict;

/** What was decided about another machine, and why, in words. */
final class DecisionDesk {
    private final Node node;

    DecisionDesk(Node node) {
        this.node = node;
    }

    /** @param wanted its name, or the beginning of its id */
    List<DecisionReport> about(String wanted) {
        return node.partnership().stream()
                .flatMap(present -> present.decisions().about(wanted).stream())
                .flatMap(recorded -> withRecord(recorded).stream())
                .toList();
    }

    /** The opinions as they were then, and the track record as it is now. */
    private List<DecisionReport> withRecord(DecisionLog.Recorded recorded) {
        List<DecisionReport> reports = new ArrayList<>(opinions(recorded));
        var candidate = recorded.decision().judged().candidate();
        node.partnership()
                .map(present -> present.tracking().of(candidate.id()))
                .ifPresent(repute -> reports.add(
                        reports.size() - 1,
                        new DecisionReport(
                                recorded.time(),
                                candidate.id().toString(),
                                candidate.name(),
                                "track-record",
                                String.format(Locale.ROOT, "%.2f", repute.score()),
                                repute.score(),
                                repute.words())));
        return reports;
    }

    private static List<DecisionReport> opinions(DecisionLog.Recorded recorded) {
        Decision decision = recorded.decision();
        var candidate = decision.judged().candidate();
        List<DecisionReport> reports = new ArrayList<>();
        for (Opinion opinion : decision.judged().opinions()) {
            double score = opinion.verdict() instanceof Verdict.Score(double value, String reason) ? value : 0;
            reports.add(new DecisionReport(
                    recorded.time(),
                    candidate.id().toString(),
                    candidate.name(),
                    opinion.criterion(),
                    word(opinion.verdict()),
                    score,
                    opinion.verdict().reason()));
        }
        reports.add(new DecisionReport(
                recorded.time(),
                candidate.id().toString(),
                candidate.name(),
                "outcome",
                decision.standing().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                decision.judged().score(),
                reason(decision.standing())));
        return reports;
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Reject rejection -> "reject";
            case Verdict.Abstain abstention -> "abstain";
            case Verdict.Score(double value, String reason) -> String.format(Locale.ROOT, "%.2f", value);
        };
    }

    private static String reason(Standing standing) {
        return switch (standing) {
            case Standing.Chosen chosen -> "the best of those who are left: asked next";
            case Standing.Eligible eligible -> "good enough, but not needed or another one is better";
            case Standing.Rejected(String criterion, String reason) -> "rejected by " + criterion + ": " + reason;
            case Standing.Refused(Instant retryAt, String reason) -> reason + "; asked again after " + retryAt;
            case Standing.Negotiating negotiating -> "terms are being negotiated";
            case Standing.Partner partner -> "is a partner already";
        };
    }
}

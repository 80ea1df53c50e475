// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.core.select.Selection.Next;
import org.holdfast.model.Id32;
import org.holdfast.model.OwnerId;

/**
 * One turn of the search for partners (R4, R5, R17): enough? else the best candidate whom no criterion rejects and who
 * did not refuse lately; else ask for more candidates; else wait. The caller does what it says and calls again with what
 * came of it, until there are enough; then no query is sent any more.
 *
 * <p>Scores are multiplied and any rejection wins. Among equals the candidate comes first whose id is nearest to the
 * searcher's (exclusive or): every searcher has another favourite, and the two ends of a pair agree on how near they
 * are. Negotiations under way count as if they succeed, so that there are never more partners than wanted. Pure.
 */
public final class PartnerSelection {
    private final Search search;

    private PartnerSelection(Search search) {
        this.search = search;
    }

    public static Selection next(Search search) {
        return new PartnerSelection(search).select();
    }

    private Selection select() {
        List<Decision> decisions = new ArrayList<>();
        Optional<Judged> best = missing() > 0 ? best() : Optional.empty();
        for (Judged judged : search.candidates()) {
            boolean chosen = best.isPresent() && best.get() == judged;
            decisions.add(new Decision(judged, chosen ? new Standing.Chosen(judged.score()) : standing(judged)));
        }
        return new Selection(next(best), decisions);
    }

    private Next next(Optional<Judged> best) {
        if (search.hosts() >= search.wanted()) {
            return new Next.Enough();
        }
        if (best.isPresent()) {
            return new Next.Negotiate(best.get().candidate());
        }
        if (missing() <= 0) {
            return new Next.Wait(search.now().plus(search.queryEvery()));
        }
        return search.nextQuery().isAfter(search.now()) ? new Next.Wait(wakeUp()) : new Next.Query();
    }

    /** Partners still to be found if every negotiation under way succeeds. */
    private int missing() {
        return search.wanted() - search.hosts() - search.negotiating().size();
    }

    private Optional<Judged> best() {
        return search.candidates().stream()
                .filter(judged -> standing(judged) instanceof Standing.Eligible)
                .max(Comparator.comparingDouble(Judged::score)
                        .thenComparing(this::distance, Comparator.reverseOrder()));
    }

    private Id32 distance(Judged judged) {
        Id32 a = search.self().value();
        Id32 b = judged.candidate().id().value();
        return new Id32(a.a() ^ b.a(), a.b() ^ b.b(), a.c() ^ b.c(), a.d() ^ b.d());
    }

    private Standing standing(Judged judged) {
        OwnerId id = judged.candidate().id();
        if (search.partners().containsKey(id)) {
            return new Standing.Partner();
        }
        if (search.negotiating().contains(id)) {
            return new Standing.Negotiating();
        }
        Optional<Opinion> rejection = judged.rejection();
        if (rejection.isPresent()) {
            Opinion opinion = rejection.get();
            return new Standing.Rejected(opinion.criterion(), opinion.verdict().reason());
        }
        Refusal refusal = search.refusals().get(id);
        if (refusal != null && refusal.retryAt().isAfter(search.now())) {
            return new Standing.Refused(refusal.retryAt(), refusal.reason());
        }
        return new Standing.Eligible(judged.score());
    }

    /** The next query, or earlier if somebody who refused may be asked again before. */
    private Instant wakeUp() {
        Stream<Instant> retries = search.candidates().stream()
                .map(this::standing)
                .flatMap(standing ->
                        standing instanceof Standing.Refused refused ? Stream.of(refused.retryAt()) : Stream.empty());
        return Stream.concat(Stream.of(search.nextQuery()), retries)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}

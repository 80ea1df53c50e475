// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.select;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;

/**
 * Where the search for partners stands.
 *
 * @param self who searches
 * @param wanted partners on different hosts: n and the spares
 * @param partners those with an agreement, with their domains
 * @param negotiating candidates in negotiation at this moment
 * @param candidates everybody heard of, each once
 * @param refusals of candidates, the latest of each
 * @param lastQuery when everybody was last asked to advertise
 * @param queryEvery how long to wait between such queries
 */
public record Search(
        OwnerId self,
        int wanted,
        Map<OwnerId, Domains> partners,
        Set<OwnerId> negotiating,
        List<Judged> candidates,
        Map<OwnerId, Refusal> refusals,
        Optional<Instant> lastQuery,
        Duration queryEvery,
        Instant now) {
    public Search {
        partners = Map.copyOf(partners);
        negotiating = Set.copyOf(negotiating);
        candidates = List.copyOf(candidates);
        refusals = Map.copyOf(refusals);
    }

    /** Different hosts that partners stand on: what placement can use. */
    public int hosts() {
        return (int) partners.values().stream().map(Domains::host).distinct().count();
    }

    Instant nextQuery() {
        return lastQuery.map(last -> last.plus(queryEvery)).orElse(now);
    }
}

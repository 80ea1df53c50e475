// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.place;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.holdfast.model.Domains;
import org.holdfast.model.OwnerId;

/**
 * Who takes over one shard of a codeword while the others stay where they are: on a machine that has none of them, with
 * room for it. Of those the one by the order of {@link Placement}: fewest shards too many in one site, then in one
 * family of systems, then the rarer site, the rarer system, the most free bytes; equals take turns. Pure.
 */
public final class Successor {
    private final PlacementRequest request;
    private final List<Domains> stay;

    private Successor(PlacementRequest request, List<Domains> stay) {
        this.request = request;
        this.stay = stay;
    }

    /**
     * @param request of which one shard is to be placed
     * @param stay where the codeword's other shards are
     */
    public static Optional<OwnerId> choose(PlacementRequest request, List<Domains> stay) {
        return new Successor(request, stay).choose();
    }

    private Optional<OwnerId> choose() {
        return Placement.rotated(request.partners(), request.turn()).stream()
                .filter(room -> room.free().compareTo(request.block()) >= 0)
                .filter(room -> shared(room, Domains::host) == 0)
                .min(Comparator.comparingLong(this::beyondInSite)
                        .thenComparingLong(this::beyondInSystem)
                        .thenComparingLong(this::inSite)
                        .thenComparingLong(this::inSystem)
                        .thenComparing(PartnerRoom::free, Comparator.reverseOrder()))
                .map(PartnerRoom::id);
    }

    private long shared(PartnerRoom room, Function<Domains, String> label) {
        String own = label.apply(room.domains());
        return stay.stream().filter(each -> label.apply(each).equals(own)).count();
    }

    private long inSite(PartnerRoom room) {
        return request.spread().sites() ? shared(room, Domains::site) : 0;
    }

    private long inSystem(PartnerRoom room) {
        return request.spread().systems() ? shared(room, Domains::osFamily) : 0;
    }

    private long beyondInSite(PartnerRoom room) {
        return beyond(inSite(room));
    }

    private long beyondInSystem(PartnerRoom room) {
        return beyond(inSystem(room));
    }

    /** How many would be there beyond those that may be lost. */
    private long beyond(long others) {
        return Math.max(0, others + 1 - request.shape().k());
    }
}

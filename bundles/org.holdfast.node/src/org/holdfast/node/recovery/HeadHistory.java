// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.recovery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.holdfast.core.Reply;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.recovery.HeadOpener.Found;
import org.holdfast.wire.HeadMessage.Kept;
import org.holdfast.wire.HeadMessage.WitnessPage;

/**
 * The heads of this owner that members keep: the newest, those before it, and other branches. Whoever has the device key
 * can put another one on top; he cannot take away what lies below, nor choose when holders got it. One thread's.
 */
final class HeadHistory {
    private static final int MOST_PAGES = 40;
    private static final Comparator<Known> NEWEST_FIRST = Comparator.comparingInt(
                    (Known known) -> known.witness().deviceEpoch())
            .thenComparingLong(known -> known.witness().sequence())
            .thenComparing(known -> known.witness().hash())
            .reversed();

    private final PartnerClient partners;
    private final HeadOpener opener;
    private final Map<Digest, Known> known = new HashMap<>();

    /**
     * One head.
     *
     * @param holders who keep it, with the time at which it came to each; 1970 where it does not know
     */
    record Known(Witness witness, Map<OwnerId, Instant> holders) {
        /** When it came to the holders: later than at half of them, and earlier than at the others. */
        Instant stored() {
            List<Instant> times = holders.values().stream()
                    .filter(time -> time.isAfter(Instant.EPOCH))
                    .sorted()
                    .toList();
            return times.isEmpty() ? witness.time() : times.get((times.size() - 1) / 2);
        }
    }

    HeadHistory(PartnerClient partners, HeadOpener opener) {
        this.partners = partners;
        this.opener = opener;
    }

    /** Asks these members for all that they keep. */
    void collect(Collection<OwnerId> members) {
        for (OwnerId member : members) {
            Optional<Digest> after = Optional.empty();
            for (int page = 0; page < MOST_PAGES; page++) {
                if (!(partners.witnesses(member, after) instanceof Reply.Answered<WitnessPage>(WitnessPage some))) {
                    break;
                }
                some.rows().forEach(row -> take(member, row));
                if (some.last()) {
                    break;
                }
                after = Optional.of(some.rows().getLast().witness().hash());
            }
        }
    }

    private void take(OwnerId member, WitnessPage.Row row) {
        if (row.hasHead() && row.witness().owner().equals(opener.owner())) {
            known.computeIfAbsent(row.witness().hash(), hash -> new Known(row.witness(), new LinkedHashMap<>()))
                    .holders()
                    .put(member, row.storedAt());
        }
    }

    /** All, the newest first; some may be inventions, which do not open. */
    List<Known> all() {
        return known.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /** The head, from whoever keeps it. */
    Optional<Found> open(Known wanted) {
        Digest hash = wanted.witness().hash();
        for (OwnerId holder : wanted.holders().keySet()) {
            if (partners.head(holder, hash) instanceof Reply.Answered<Optional<Kept>>(Optional<Kept> kept)) {
                Optional<Found> found = kept.filter(
                                each -> each.witness().hash().equals(hash))
                        .flatMap(each -> opener.open(holder, each));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** @throws HoldfastException NO_HEAD_FOUND; USAGE if several are named so */
    Found choose(Wanted wanted) {
        List<Known> candidates = all().stream()
                .filter(each -> wanted.isNamed(each.witness())
                        || wanted.before().filter(each.stored()::isBefore).isPresent())
                .toList();
        List<Found> opened = new ArrayList<>();
        for (Known each : candidates) {
            open(each).ifPresent(opened::add);
            if (wanted.before().isPresent() && !opened.isEmpty()) {
                break;
            }
        }
        if (opened.size() > 1) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    "recover",
                    "There are several heads of this number: "
                            + opened.stream()
                                    .map(each -> Wanted.name(each.witness()))
                                    .collect(Collectors.joining(", "))
                            + ". Name one of them with --at.");
        }
        if (opened.isEmpty()) {
            throw new HoldfastException(
                    ErrorCode.NO_HEAD_FOUND,
                    "recovery",
                    "No member that answered keeps such a head. 'holdfast recover --list' names those that there are.",
                    true,
                    null);
        }
        return opened.getFirst();
    }

    /**
     * Where history forks: heads of one device and one number that are not the same, and that this owner's keys sealed.
     * None where there is one history.
     */
    List<Known> forks() {
        Map<String, List<Known>> byNumber = all().stream()
                .collect(Collectors.groupingBy(each ->
                        each.witness().deviceEpoch() + "/" + each.witness().sequence()));
        return byNumber.values().stream()
                .filter(same -> same.size() > 1)
                .map(same ->
                        same.stream().filter(each -> open(each).isPresent()).toList())
                .filter(same -> same.size() > 1)
                .flatMap(List::stream)
                .sorted(NEWEST_FIRST)
                .toList();
    }
}

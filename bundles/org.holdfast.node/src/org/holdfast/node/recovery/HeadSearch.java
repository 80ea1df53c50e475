// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.recovery;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.holdfast.core.Reply;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.head.HeadPartner;
import org.holdfast.format.head.Witness;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.recovery.HeadOpener.Found;
import org.holdfast.wire.HeadMessage.Kept;
import org.holdfast.wire.NegotiationMessage.AgreementAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every member that can be reached for the newest head, takes over the agreements that both signed, then asks every
 * partner that the best head names, until nothing new appears.
 */
final class HeadSearch {
    private static final Logger LOG = LoggerFactory.getLogger(HeadSearch.class);
    private static final Comparator<Found> ORDER = Comparator.comparingInt(
                    (Found found) -> found.witness().deviceEpoch())
            .thenComparingLong(found -> found.witness().sequence());

    private final Network network;
    private final PartnerClient partners;
    private final Supplier<Optional<AgreementBook>> agreements;
    private final Ledger ledger;
    private final HeadOpener opener;
    private final OwnerId self;
    private final Consumer<OwnerId> known;
    private final InVain inVain;
    private final Map<OwnerId, Optional<Found>> answered = new HashMap<>();
    private Optional<Found> wanted = Optional.empty();

    /** @param known hears of each partner that a head of this owner names: it was one, with or without a roster */
    HeadSearch(
            Network network,
            PartnerClient partners,
            Supplier<Optional<AgreementBook>> agreements,
            Ledger ledger,
            HeadOpener opener,
            Consumer<OwnerId> known,
            InVain inVain) {
        this.network = network;
        this.partners = partners;
        this.agreements = agreements;
        this.ledger = ledger;
        this.opener = opener;
        this.self = opener.owner();
        this.known = known;
        this.inVain = inVain;
    }

    /** The newest head that anybody showed so far; of two of one number the one that more members show. */
    Optional<Found> best() {
        if (wanted.isPresent()) {
            return wanted;
        }
        Map<Witness, Long> showing = answered.values().stream()
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Found::witness, Collectors.counting()));
        return answered.values().stream()
                .flatMap(Optional::stream)
                .max(ORDER.thenComparing(found -> showing.getOrDefault(found.witness(), 0L)));
    }

    /** From now on this one is taken for the best, whatever is newer. */
    void want(Found found) {
        wanted = Optional.of(found);
    }

    /** Members that have answered. */
    Set<OwnerId> answered() {
        return Set.copyOf(answered.keySet());
    }

    /** Those of them that showed a head that opened, and fits its witness: only they say anything about the newest. */
    Set<OwnerId> credible() {
        return answered.entrySet().stream()
                .filter(each -> each.getValue().isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** One round; whether it brought anything new. */
    boolean round() {
        Set<OwnerId> wanted = new HashSet<>(network.linked());
        best().map(found -> found.head().partners()).orElse(List.of()).forEach(partner -> {
            meet(partner);
            wanted.add(partner.owner());
        });
        wanted.removeAll(answered.keySet());
        wanted.remove(self);
        int before = answered.size();
        wanted.forEach(this::ask);
        return answered.size() > before;
    }

    /** The address that the head names may be the only one that is known; what it is called only the head knows. */
    void meet(HeadPartner partner) {
        known.accept(partner.owner());
        if (ledger.peers().find(partner.owner()).isEmpty()) {
            partner.addresses().forEach(address -> {
                if (!network.linked().contains(partner.owner())) {
                    network.dialMember(address, Optional.of(partner.owner()));
                }
            });
        }
        ledger.peers()
                .find(partner.owner())
                .ifPresent(row -> ledger.peers()
                        .save(new PeerRow(
                                row.id(),
                                partner.name(),
                                row.addresses(),
                                partner.domains(),
                                row.certificate(),
                                row.lastSeen())));
    }

    private void ask(OwnerId member) {
        if (partners.agreements(member) instanceof Reply.Answered<AgreementAnswer>(AgreementAnswer signed)) {
            signed.lasting().forEach(each -> adopt(member, book -> book.adopt(member, each)));
            signed.ended().forEach(each -> adopt(member, book -> book.adoptEnded(member, each)));
        }
        Reply<Optional<Kept>> shown = partners.head(member);
        inVain.with(member, shown);
        if (shown instanceof Reply.Answered<Optional<Kept>>(Optional<Kept> kept)) {
            answered.put(member, kept.flatMap(each -> opener.open(member, each)));
        }
    }

    private void adopt(OwnerId member, Consumer<AgreementBook> shown) {
        try {
            agreements.get().ifPresent(shown);
        } catch (HoldfastException e) {
            LOG.warn("{} shows an agreement that cannot be taken over: {}", member.brief(), e.getMessage());
        }
    }
}

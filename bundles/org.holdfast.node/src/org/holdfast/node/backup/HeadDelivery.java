// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.holdfast.core.Reply;
import org.holdfast.core.head.HeadOwner;
import org.holdfast.core.head.NextWitness;
import org.holdfast.format.head.Witness;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.DeviceKey;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.PartnerClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves heads with all partners at once, and asks them which witness of this owner they know. Thread-safe. */
public final class HeadDelivery implements HeadSender {
    private static final Logger LOG = LoggerFactory.getLogger(HeadDelivery.class);
    /** Witnesses that go along unasked: more than a partner usually misses. */
    private static final int RECENT = 32;

    private final PartnerClient partners;
    private final HeadBook book;
    private final OwnerId self;
    private final int deviceEpoch;
    private final DeviceKey device;
    private final TwinWatch twins;
    private final KeptHeads kept;
    private final Supplier<List<AgreementTerms>> agreements;

    /** @param twins hears of heads that this machine has not made */
    public HeadDelivery(
            PartnerClient partners,
            HeadBook book,
            DeviceCert certificate,
            TwinWatch twins,
            KeptHeads kept,
            Supplier<List<AgreementTerms>> agreements) {
        this.partners = partners;
        this.book = book;
        this.self = certificate.owner();
        this.deviceEpoch = certificate.deviceEpoch();
        this.device = certificate.device();
        this.twins = twins;
        this.kept = kept;
        this.agreements = agreements;
    }

    @Override
    public Set<OwnerId> send(Bytes sealedHead) {
        List<Witness> recent = ofThisDevice(book.tail(RECENT));
        Set<OwnerId> holders = ConcurrentHashMap.newKeySet();
        forEachPartner(agreements.get(), (partner, agreement) -> {
            if (leave(partner, agreement, recent, sealedHead)) {
                holders.add(partner);
            }
        });
        return new HashSet<>(holders);
    }

    private List<Witness> ofThisDevice(List<Witness> run) {
        return run.stream().filter(each -> each.deviceEpoch() == deviceEpoch).toList();
    }

    private boolean leave(OwnerId partner, AgreementId agreement, List<Witness> run, Bytes head) {
        Reply<HeadOwner.Result> reply = partners.putHead(partner, agreement, run, head);
        if (reply instanceof Reply.Answered<HeadOwner.Result>(HeadOwner.Result.Conflict(Witness top))) {
            List<Witness> missed = ofThisDevice(book.chainFrom(top));
            LOG.info(
                    "{} knows witness {} of ours; it gets the {} since",
                    partner.brief(),
                    top.sequence(),
                    missed.size());
            reply = missed.isEmpty() ? reply : partners.putHead(partner, agreement, missed, head);
        }
        boolean taken = reply instanceof Reply.Answered<HeadOwner.Result>(HeadOwner.Result.Kept receipt);
        if (taken) {
            kept.confirmed(partner, run.getLast());
        } else {
            LOG.info("{} did not take the head: {}", partner.brief(), reply);
        }
        return taken;
    }

    @Override
    public NextWitness next() {
        Set<Witness> tops = tops(agreements.get());
        twins.heard(book.top(), strange(tops));
        twins.requireAlone();
        NextWitness next = NextWitness.after(book.top(), tops, known(tops)::contains);
        boolean rolledBack = tops.stream().anyMatch(this::isAhead);
        return new NextWitness(next.sequence(), next.previous(), next.merged(), rolledBack, next.unmerged());
    }

    /**
     * Whether one of these partners knows a later witness of this device than this machine does: then its ledger was put
     * back to an earlier state, or lost.
     */
    public boolean isRolledBack(Predicate<OwnerId> asked) {
        List<AgreementTerms> wanted = agreements.get().stream()
                .filter(terms -> asked.test(terms.partnerOf(self)))
                .toList();
        Set<Witness> tops = tops(wanted);
        twins.heard(book.top(), strange(tops));
        return tops.stream().anyMatch(this::isAhead);
    }

    private List<Witness> strange(Set<Witness> tops) {
        Set<Digest> known = known(tops);
        return tops.stream().filter(top -> !known.contains(top.hash())).toList();
    }

    private boolean isAhead(Witness top) {
        return top.sequence() > book.top().map(Witness::sequence).orElse(0L);
    }

    /** The highest witnesses that partners know and that this device signed. */
    private Set<Witness> tops(List<AgreementTerms> asked) {
        Set<Witness> tops = ConcurrentHashMap.newKeySet();
        forEachPartner(asked, (partner, agreement) -> {
            if (partners.witness(partner) instanceof Reply.Answered<Optional<Witness>>(Optional<Witness> top)) {
                Optional<Witness> ours = top.filter(this::isOurs);
                ours.ifPresent(tops::add);
                kept.shown(partner, deviceEpoch, ours);
            }
        });
        return tops;
    }

    private boolean isOurs(Witness top) {
        return top.owner().equals(self) && top.deviceEpoch() == deviceEpoch && top.signedBy(device);
    }

    /** Those that this machine can lead on from; the others have to be named by the next witness. */
    private Set<Digest> known(Set<Witness> tops) {
        return tops.stream()
                .filter(top -> !book.chainFrom(top).isEmpty())
                .map(Witness::hash)
                .collect(Collectors.toSet());
    }

    private void forEachPartner(List<AgreementTerms> asked, BiConsumer<OwnerId, AgreementId> each) {
        Map<OwnerId, AgreementId> all = asked.stream()
                .collect(Collectors.toMap(terms -> terms.partnerOf(self), AgreementTerms::id, (one, other) -> other));
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("head-", 1).factory())) {
            all.forEach((partner, agreement) -> threads.execute(() -> each.accept(partner, agreement)));
        }
    }
}

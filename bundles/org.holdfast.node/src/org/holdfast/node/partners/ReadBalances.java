// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.holdfast.core.Reply;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.wire.ReadMessage.ReadBalance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much this owner may read back from each partner, as that one said last; asked now and then. Thread-safe. */
public final class ReadBalances {
    private static final Logger LOG = LoggerFactory.getLogger(ReadBalances.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final OwnerId self;
    private final PartnerClient partners;
    private final Supplier<List<AgreementTerms>> agreed;
    private final Supplier<Set<OwnerId>> linked;
    private final Map<AgreementId, ReadBalance> said = new ConcurrentHashMap<>();
    private Duration waited = EVERY; // the caller's of elapse

    public ReadBalances(
            OwnerId self,
            PartnerClient partners,
            Supplier<List<AgreementTerms>> agreed,
            Supplier<Set<OwnerId>> linked) {
        this.self = self;
        this.partners = partners;
        this.agreed = agreed;
        this.linked = linked;
    }

    /** Time has gone by: those that can be reached are asked if it was enough, each on a thread of its own. */
    public void elapse(Duration passed) {
        waited = waited.plus(passed);
        if (waited.compareTo(EVERY) >= 0) {
            waited = Duration.ZERO;
            Set<OwnerId> there = linked.get();
            agreed.get().stream()
                    .filter(terms -> there.contains(terms.partnerOf(self)))
                    .forEach(terms -> Thread.ofVirtual()
                            .name("balance-" + terms.partnerOf(self).brief())
                            .start(() -> ask(terms)));
        }
    }

    /** Asks one partner now. */
    public void ask(AgreementTerms terms) {
        try {
            if (partners.readBalance(terms.partnerOf(self), terms.id())
                    instanceof Reply.Answered<ReadBalance>(ReadBalance balance)) {
                said.put(terms.id(), balance);
            }
        } catch (HoldfastException e) {
            LOG.debug("{} does not say: {}", terms.partnerOf(self).brief(), e.getMessage());
        }
    }

    /** What was said last; empty where nobody was asked since the start. */
    public Optional<ReadBalance> of(AgreementId agreement) {
        return Optional.ofNullable(said.get(agreement));
    }
}

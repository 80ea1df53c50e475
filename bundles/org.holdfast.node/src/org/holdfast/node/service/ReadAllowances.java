// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToLongFunction;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;
import org.holdfast.node.partners.ReadBalances;

/** How much may be read at each partner without hurting a restore; asks them. Thread-safe. */
final class ReadAllowances {
    private final Node node;

    ReadAllowances(Node node) {
        this.node = node;
    }

    /**
     * How this owner stands with a partner, in bytes.
     *
     * @param left that may be read now
     * @param held that lie there
     * @param yearly that may be read in a year
     */
    record Balance(long left, long held, long yearly) {}

    /** Of the partners that can be reached and say how much it is: what a rule makes of it. */
    Map<AgreementId, Long> of(ToLongFunction<Balance> rule) {
        OwnerId self = node.identity().owner();
        Map<AgreementId, Long> left = new HashMap<>();
        node.partnership().map(Partnership::balances).ifPresent(balances -> {
            List<AgreementTerms> there = node.agreed().stream()
                    .filter(terms -> node.network().linked().contains(terms.partnerOf(self)))
                    .toList();
            ask(balances, there);
            there.forEach(terms -> balances.of(terms.id())
                    .ifPresent(said -> left.put(
                            terms.id(),
                            rule.applyAsLong(new Balance(
                                    said.left().value(),
                                    node.stores()
                                            .ledger()
                                            .segments()
                                            .standing(terms.partnerOf(self), terms.id())
                                            .bytes()
                                            .value(),
                                    said.yearly().value())))));
        });
        return left;
    }

    private static void ask(ReadBalances balances, List<AgreementTerms> partners) {
        try (ExecutorService asking = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("allowance-", 1).factory())) {
            partners.forEach(terms -> asking.execute(() -> balances.ask(terms)));
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.member.AdvertDesk;

/**
 * Dials whoever was heard of, unless there is a link already, or enough partners and no agreement with it. In a large
 * group somebody is heard several times a second, so who is wanted is looked up once in a few seconds. Thread-safe.
 */
final class Dialling {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Node node;
    private volatile Wanted wanted;

    /** @param everybody partners are too few @param until by the clock's nanoseconds */
    private record Wanted(boolean everybody, Set<OwnerId> partners, long until) {}

    Dialling(Node node) {
        this.node = node;
        this.wanted = new Wanted(true, Set.of(), node.clock().nanos());
    }

    void heard(AdvertDesk.Heard heard) {
        boolean known = heard.owner().map(node.network().linked()::contains).orElseGet(() -> isLinked(heard.address()));
        if (!known && node.membership().mayDial(heard.owner()) && !node.isStopping() && isWanted(heard)) {
            node.network().dialMember(heard.address(), heard.owner());
        }
    }

    private boolean isLinked(NodeAddress address) {
        return node.stores().ledger().peers().all().stream()
                .anyMatch(peer -> peer.addresses().contains(address)
                        && node.network().linked().contains(peer.id()));
    }

    private boolean isWanted(AdvertDesk.Heard heard) {
        Wanted now = wanted();
        return now.everybody() || heard.owner().filter(now.partners()::contains).isPresent();
    }

    private Wanted wanted() {
        Wanted last = wanted;
        long now = node.clock().nanos();
        if (now - last.until() < 0) {
            return last;
        }
        Set<OwnerId> partners = node.agreed().stream()
                .map(terms -> terms.partnerOf(node.identity().owner()))
                .collect(Collectors.toUnmodifiableSet());
        Wanted next = new Wanted(node.lasting().size() < node.wantedPartners(), partners, now + LOOK_AGAIN.toNanos());
        wanted = next;
        return next;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.holder.Holder;
import org.holdfast.node.holder.ReleaseDesk;
import org.holdfast.node.member.AdminDesk;
import org.holdfast.node.member.EscrowDesk;
import org.holdfast.node.member.EscrowSearch;
import org.holdfast.node.member.RosterNewsDesk;
import org.holdfast.trust.EscrowStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node does as a member of a confederation, besides keeping blocks: recovery secrets in escrow, roster news, admins. */
final class MemberDesks {
    private static final Logger LOG = LoggerFactory.getLogger(MemberDesks.class);

    private final Node node;
    private final EscrowDesk escrow;
    private final EscrowSearch escrowSearch;
    private final RosterNewsDesk news;
    private final AdminDesk admins;

    /** @param node of which network, adverts and what they need are there already */
    MemberDesks(Node node) {
        this.node = node;
        EscrowDesk.Parts parts = new EscrowDesk.Parts(
                node.identity(),
                node.identities().secrets(),
                new EscrowStore(node.home()),
                node.membership(),
                node.partners(),
                node.stores().ledger(),
                node.clock(),
                node.random());
        this.escrow = new EscrowDesk(parts, () -> node.settings().flag(Setting.ESCROW));
        this.escrowSearch = new EscrowSearch(parts, node.network(), node.adverts()::addresses);
        this.news = new RosterNewsDesk(node.membership(), node.partners(), node.network()::linked, node.clock());
        this.admins = new AdminDesk(
                node.identity(), node.rosters(), node.partners(), node.stores().ledger(), node.clock());
    }

    /** From now on each new roster is passed on, and the escrow box left where it was not wanted before. */
    void begin() {
        node.membership().onChange(news::tell);
        node.membership().onChange(this::leaveEscrow);
        node.membership().onChange(this::settle);
        node.rosters().begin();
        settle();
    }

    /** Not on the thread that brought the roster: another version may have to be signed. */
    private void settle() {
        Thread.ofVirtual().name("settle").start(() -> {
            try {
                node.rosters().settle();
            } catch (HoldfastException e) {
                LOG.warn("Changes of the roster wait to be made again: {}", e.getMessage());
            }
        });
    }

    /** There is a link to this member. */
    void linked(OwnerId peer) {
        escrow.leaveAgain(List.of(peer));
        news.linked(peer);
    }

    /** What is done now and then with those who are linked. */
    void tend() {
        List<OwnerId> due = escrow.due(node.network().linked());
        if (!due.isEmpty()) {
            Thread.ofVirtual().name("escrow").start(() -> escrow.leaveAgain(due));
        }
    }

    /** Settings have changed. */
    void changed(NodeSettings before, NodeSettings now) {
        if (before.flag(Setting.ESCROW) != now.flag(Setting.ESCROW)) {
            leaveEscrow();
        }
    }

    /** With everybody who is linked; whoever has it already is not asked again. */
    private void leaveEscrow() {
        Thread.ofVirtual()
                .name("escrow")
                .start(() -> escrow.leave(node.network().linked()));
    }

    EscrowDesk escrow() {
        return escrow;
    }

    EscrowSearch escrowSearch() {
        return escrowSearch;
    }

    AdminDesk admins() {
        return admins;
    }

    Holder.Desks forHolder(ReleaseDesk releases) {
        return new Holder.Desks(escrow, news, admins, node.health().clerk(), releases);
    }
}

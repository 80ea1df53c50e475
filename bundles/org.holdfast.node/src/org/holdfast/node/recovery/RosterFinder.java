// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.recovery;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.holdfast.format.identity.Roster;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.member.StoredMembership;
import org.holdfast.node.net.Channel;
import org.holdfast.node.net.Network;
import org.holdfast.node.net.Network.Dialled;
import org.holdfast.node.net.RosterFetch;
import org.holdfast.wire.LinkMessage.Standing;
import org.holdfast.wire.MemberMessage.RosterPiece;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the roster for a machine that comes back with nothing but its sheet: its row names the owner, so any member takes
 * it for one and shows the roster. It is believed if it lists this owner, and if the confederation that the sheet names
 * (where it names one) vouches for it.
 */
final class RosterFinder {
    private static final Logger LOG = LoggerFactory.getLogger(RosterFinder.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Network network;
    private final StoredMembership membership;
    private final OwnerId self;
    private final RosterFetch fetch;
    private final InVain inVain;
    private final Set<NodeAddress> strangeTo = new HashSet<>();

    RosterFinder(Network network, StoredMembership membership, OwnerId self, RosterFetch fetch, InVain inVain) {
        this.fetch = fetch;
        this.inVain = inVain;
        this.network = network;
        this.membership = membership;
        this.self = self;
    }

    /** Where somebody answers who takes this owner for no member. */
    Set<NodeAddress> strangeTo() {
        return Set.copyOf(strangeTo);
    }

    /** Links to a member at an address; where it is not known who the members are, learns it there. */
    void dial(NodeAddress address) {
        switch (network.dial(address, Optional.empty())) {
            case Dialled.Member _ -> {
                strangeTo.remove(address);
                inVain.answered(address);
            }
            case Dialled.Stranger stranger -> meet(address, stranger);
            case Dialled.Failed failed -> inVain.at(address, failed.why());
        }
    }

    private void meet(NodeAddress address, Dialled.Stranger stranger) {
        try (var _ = stranger.link()) {
            if (stranger.outcome().weAre() != Standing.MEMBER) {
                strangeTo.add(address);
            } else if (membership.isOpen()) {
                strangeTo.remove(address);
                membership.recall(stranger.outcome().peer().id()); // the next round dials it as a member
            } else if (membership.roster().isEmpty()) {
                strangeTo.remove(address);
                fetch(stranger.channel())
                        .filter(this::listsUs)
                        .ifPresentOrElse(this::take, () -> inVain.at(address, "it shows no roster with this owner"));
            } else {
                inVain.at(
                        address,
                        "whoever answers, " + stranger.outcome().peer().id().brief() + ", is not on the roster");
            }
        } catch (HoldfastException e) {
            inVain.at(address, "no roster: " + e.getMessage());
        }
    }

    private boolean listsUs(Roster roster) {
        return roster.row(self).isPresent();
    }

    private void take(Roster roster) {
        if (membership.confederation().isPresent()) {
            membership.adopt(roster);
        } else {
            membership.enter(roster);
        }
        LOG.info("This machine is in '{}' again", roster.founding().name());
    }

    private Optional<Roster> fetch(Channel channel) {
        try {
            return fetch.from(get -> {
                channel.send(get);
                return channel.receive(PATIENCE)
                        .filter(RosterPiece.class::isInstance)
                        .map(RosterPiece.class::cast);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.holdfast.core.advert.AdvertGate;
import org.holdfast.format.identity.Advert;
import org.holdfast.format.identity.JoinCode;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.member.AdvertDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node tells others of itself and where it can be dialled; whose adverts concern it, and what a twin means. */
final class Presence {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final int ADDRESSES = 4;
    private static final String EVERYWHERE = "0.0.0.0";

    private final Node node;

    Presence(Node node) {
        this.node = node;
    }

    AdvertDesk.Around around(Consumer<AdvertDesk.Heard> heard) {
        return new AdvertDesk.Around(
                new AdvertGate.Self(
                        node.identity().owner(), node.identity().certificate().device()),
                new AdvertGate.Membership(this::isOurs, this::isListed),
                this::advert,
                heard,
                this::twin,
                said -> LOG.warn("Adverts are ignored: {}", said));
    }

    /** Of the own confederation, or of the one that the code is for. */
    private boolean isOurs(ConfederationId confederation) {
        return JoinCode.group(confederation).equals(node.group());
    }

    private boolean isListed(OwnerId owner) {
        return node.membership()
                .roster()
                .map(roster -> roster.row(owner)
                        .filter(row -> row.status() == RosterEntry.Status.ACTIVE)
                        .isPresent())
                .orElseGet(
                        () -> !node.membership().isOpen() || node.membership().isPinned(owner));
    }

    /** Two machines with one key contradict each other, and partners refuse both (CONFLICT). */
    private void twin(Advert advert) {
        LOG.error(
                "Another machine at {} speaks with this machine's key: a copy of its data folder is running. Stop one"
                        + " of the two; to move to a new machine, recover it from the sheet.",
                advert.addresses());
        node.stores()
                .ledger()
                .events()
                .append(
                        node.clock().instant(),
                        "IDENTITY_TWICE",
                        node.identity().owner().brief(),
                        "also at " + advert.addresses());
    }

    /** Also in an open confederation: who hears it may want to pair. */
    private Optional<Advert> advert() {
        Optional<Roster> roster = node.membership().roster();
        return node.membership()
                .confederation()
                .filter(_ -> node.membership().isIn())
                .map(known -> {
                    NodeSettings now = node.settings();
                    Advert.Offer offer = new Advert.Offer(
                            roster.map(Roster::version).orElse(0L),
                            now.domains().host(),
                            node.offer().unreserved(),
                            addresses(),
                            now.name());
                    return Advert.issue(
                            node.identity().certificate(),
                            known.ref().id(),
                            offer,
                            node.clock().instant(),
                            node.identity().device());
                });
    }

    /** Where others can dial this node. */
    List<NodeAddress> addresses() {
        String given = node.settings().text(Setting.ADVERTISE);
        int port = node.network().port();
        if (!given.isEmpty()) {
            return List.of(new NodeAddress(given, port));
        }
        String bound = node.settings().text(Setting.BIND_ADDRESS);
        return bound.equals(EVERYWHERE) ? ownAddresses(port) : List.of(new NodeAddress(bound, port));
    }

    private static List<NodeAddress> ownAddresses(int port) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .limit(ADDRESSES)
                    .map(address -> new NodeAddress(address.getHostAddress(), port))
                    .toList();
        } catch (SocketException e) {
            throw new HoldfastException(
                    ErrorCode.INTERNAL,
                    "network",
                    "The addresses of this machine cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /** Multicast goes out where the node listens; if that is everywhere, where its first own address is. */
    String discoveryAddress() {
        String bound = node.settings().text(Setting.BIND_ADDRESS);
        return bound.equals(EVERYWHERE)
                ? ownAddresses(1).stream().findFirst().map(NodeAddress::host).orElse("127.0.0.1")
                : bound;
    }
}

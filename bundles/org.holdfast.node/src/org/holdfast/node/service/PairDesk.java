// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.holdfast.core.handshake.Handshake.Outcome.Connected;
import org.holdfast.core.pair.Pairing;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.identity.Advert;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.control.PairingReport;
import org.holdfast.node.control.PinReport;
import org.holdfast.node.member.PairingDesk;
import org.holdfast.node.member.PairingSession.Shown;
import org.holdfast.node.net.Channel;
import org.holdfast.node.net.Network;
import org.holdfast.trust.PairingAttempts;
import org.holdfast.trust.Pin;

/** Pairing as people and strangers see it: names become addresses, and who knocks is sent to the right door. */
final class PairDesk implements Network.StrangerDesk {
    private static final int USUAL_PORT = 7610;
    /** Shorter beginnings of an id could be mistyped names. */
    private static final int SHORTEST = 8;

    private final Node node;
    private final PairingDesk pairing;

    /** @param node of which identity, membership and stores are there already */
    PairDesk(Node node) {
        this.node = node;
        this.pairing = new PairingDesk(new PairingDesk.Parts(
                node.identity(),
                node.membership(),
                new PairingAttempts(node.home(), node.clock()::nanos),
                node.stores().ledger(),
                node.clock(),
                node.random(),
                () -> node.settings().name()));
    }

    @Override
    public void serve(Channel channel, Connected met, Bytes channelBinding) {
        if (node.membership().isOpen()) {
            pairing.serve(channel, met, channelBinding);
        } else {
            node.doorkeeper().serve(channel, met, channelBinding);
        }
    }

    /** @param to whom to ask; empty: wait to be asked */
    PairingReport pair(Optional<String> to) {
        return report(to.map(each -> pairing.ask(node.network(), target(each))).orElseGet(pairing::accept));
    }

    PairingReport judge(String digits, boolean same) {
        Pairing.Outcome.Paired paired = pairing.judge(digits, same);
        return new PairingReport(paired.both() ? "paired" : "paired-here", digits, "", paired.name());
    }

    private static PairingReport report(Shown shown) {
        return new PairingReport(
                shown.digits().isEmpty() ? "paired" : "comparing",
                shown.digits(),
                shown.owner().toString(),
                shown.name());
    }

    /** Somebody who was heard or paired before; else an address. */
    private PairingDesk.Target target(String to) {
        List<PinReport> named =
                pins().stream().filter(each -> isMeant(each, to)).toList();
        if (named.size() == 1 && !named.getFirst().addresses().isEmpty()) {
            PinReport one = named.getFirst();
            return new PairingDesk.Target(
                    one.addresses().stream().map(NodeAddress::parse).toList(), Optional.of(id(one)));
        }
        if (named.size() > 1) {
            throw new HoldfastException(
                    ErrorCode.MEMBER_UNKNOWN,
                    to,
                    named.size() + " machines are called '" + to
                            + "'. 'holdfast pair --list' shows their ids; the first " + SHORTEST
                            + " digits of one are enough.");
        }
        NodeAddress address = address(to);
        if (node.addresses().contains(address)) {
            throw new HoldfastException(ErrorCode.CONFLICT, to, to + " is this machine itself.");
        }
        return new PairingDesk.Target(List.of(address), Optional.empty());
    }

    private static NodeAddress address(String to) {
        try {
            return NodeAddress.parse(to.contains(":") ? to : to + ":" + USUAL_PORT);
        } catch (IllegalArgumentException e) {
            throw new HoldfastException(
                    ErrorCode.USAGE, to, "'" + to + "' is no address and no machine that was heard.", e);
        }
    }

    private static boolean isMeant(PinReport each, String wanted) {
        return each.name().equals(wanted)
                || wanted.length() >= SHORTEST && each.node().startsWith(wanted.toLowerCase(Locale.ROOT));
    }

    private static OwnerId id(PinReport report) {
        return OwnerId.of(java.util.HexFormat.of().parseHex(report.node()));
    }

    /** Who is paired, who was, and who was heard and is not. */
    List<PinReport> pins() {
        List<Pin> pins = node.membership().allPins();
        List<PinReport> all = new ArrayList<>();
        pins.forEach(pin -> all.add(report(pin)));
        if (node.membership().isOpen()) {
            node.adverts().strangers().stream()
                    .filter(advert -> pins.stream().noneMatch(pin -> pin.owner().equals(advert.owner())))
                    .forEach(advert -> all.add(heard(advert, pins)));
        }
        return all;
    }

    private PinReport report(Pin pin) {
        OwnerId owner = pin.owner();
        List<String> addresses = Stream.concat(
                        node.stores().ledger().peers().find(owner).map(PeerRow::addresses).stream(),
                        node.adverts().strangers().stream()
                                .filter(advert -> advert.owner().equals(owner))
                                .map(Advert::addresses))
                .flatMap(List::stream)
                .map(NodeAddress::toString)
                .distinct()
                .toList();
        return new PinReport(
                owner.toString(),
                pin.name(),
                pin.isPinned() ? "paired" : "removed",
                addresses,
                node.network().linked().contains(owner));
    }

    private static PinReport heard(Advert advert, List<Pin> pins) {
        boolean taken =
                pins.stream().anyMatch(pin -> pin.isPinned() && pin.name().equals(advert.name()));
        return new PinReport(
                advert.owner().toString(),
                advert.name(),
                taken ? "other-key" : "heard",
                advert.addresses().stream().map(NodeAddress::toString).toList(),
                false);
    }

    /** Takes a pin back. @throws HoldfastException MEMBER_UNKNOWN */
    PinReport remove(String wanted) {
        List<Pin> meant = node.membership().allPins().stream()
                .filter(pin -> pin.isPinned() && isMeant(report(pin), wanted))
                .toList();
        if (meant.size() != 1) {
            throw new HoldfastException(
                    ErrorCode.MEMBER_UNKNOWN,
                    wanted,
                    (meant.isEmpty() ? "No paired machine is" : meant.size() + " paired machines are") + " called '"
                            + wanted + "'. 'holdfast pair --list' shows names and ids; the first " + SHORTEST
                            + " digits of an id are enough.");
        }
        Pin removed = node.membership().remove(meant.getFirst());
        node.stores()
                .ledger()
                .events()
                .append(node.clock().instant(), "UNPAIRED", removed.owner().brief(), removed.name());
        return report(removed);
    }
}

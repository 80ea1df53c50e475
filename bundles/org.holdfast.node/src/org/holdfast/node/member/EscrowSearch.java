// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.holdfast.core.Reply;
import org.holdfast.format.Signer;
import org.holdfast.format.identity.EscrowBox;
import org.holdfast.format.identity.KeptEscrow;
import org.holdfast.format.identity.Roster;
import org.holdfast.format.identity.RosterEntry;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;
import org.holdfast.node.net.Network;
import org.holdfast.wire.EscrowMessage.EscrowAnswer;
import org.holdfast.wire.EscrowMessage.EscrowGet;

/**
 * An admin's search for a member's escrow box: on this machine, with all members that there is a link to (the owner
 * among them, so that it hears of it), then at every address that was heard of. Stateless.
 */
public final class EscrowSearch {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final EscrowDesk.Parts parts;
    private final Network network;
    private final Supplier<List<NodeAddress>> heard;

    public EscrowSearch(EscrowDesk.Parts parts, Network network, Supplier<List<NodeAddress>> heard) {
        this.parts = parts;
        this.network = network;
        this.heard = heard;
    }

    /** Different boxes, of which one at most opens, and who keeps each. */
    public record Found(RosterEntry owner, Map<EscrowBox, List<OwnerId>> boxes) {}

    /**
     * Finds the box of a member, and writes it into the audit log.
     *
     * @param wanted its name, or the beginning of its id
     * @throws HoldfastException NOT_ON_ROSTER if this node is no admin; MEMBER_UNKNOWN; ESCROW_UNKNOWN if
     *     nobody who can be reached keeps a box
     */
    public Found find(String wanted) {
        Roster roster = AdminKey.roster(parts.membership());
        Signer admin = AdminKey.of(parts.identity(), roster);
        RosterEntry owner = RosterRows.meant(roster, wanted);
        parts.ledger()
                .events()
                .append(parts.clock().instant(), "ESCROW_OPENED", owner.owner().brief(), "the box of " + owner.name());
        EscrowGet wish = EscrowGet.sign(
                admin,
                roster.confederation(),
                parts.identity().owner(),
                owner.owner(),
                parts.clock().instant());
        Map<EscrowBox, List<OwnerId>> boxes = new LinkedHashMap<>();
        askOneself(wish, boxes);
        Set<OwnerId> asked = new LinkedHashSet<>(network.linked());
        asked.forEach(each -> ask(each, wish, boxes));
        if (boxes.isEmpty()) {
            askWhoeverIsHeard(wish, asked, boxes);
        }
        if (boxes.isEmpty()) {
            throw unknown(
                    owner.name(),
                    "nobody who could be reached keeps a box of " + owner.name()
                            + ": start more of its partners, or look for its paper sheet");
        }
        return new Found(owner, boxes);
    }

    /** What lies here is asked for as if somebody else had it: its owner hears of it in the same way. */
    private void askOneself(EscrowGet wish, Map<EscrowBox, List<OwnerId>> boxes) {
        KeptEscrow kept = parts.store().find(wish.owner());
        if (kept.box().isPresent()) {
            parts.store().keep(wish.owner(), kept.asked(wish.by(parts.identity().owner())));
            note(boxes, kept.box().get(), parts.identity().owner());
        }
    }

    private void askWhoeverIsHeard(EscrowGet wish, Set<OwnerId> asked, Map<EscrowBox, List<OwnerId>> boxes) {
        long end = parts.clock().nanos() + LONGEST.toNanos();
        for (NodeAddress address : heard.get()) {
            if (boxes.isEmpty()
                    && parts.clock().nanos() < end
                    && network.dial(address, Optional.empty()) instanceof Network.Dialled.Member member
                    && asked.add(member.link().peer().id())) {
                ask(member.link().peer().id(), wish, boxes);
            }
        }
    }

    private void ask(OwnerId member, EscrowGet wish, Map<EscrowBox, List<OwnerId>> boxes) {
        if (parts.partners().escrow(member, wish) instanceof Reply.Answered<EscrowAnswer>(EscrowAnswer answer)) {
            answer.box().filter(box -> box.owner().equals(wish.owner())).ifPresent(box -> note(boxes, box, member));
        }
    }

    private static void note(Map<EscrowBox, List<OwnerId>> boxes, EscrowBox box, OwnerId keeper) {
        boxes.computeIfAbsent(box, any -> new ArrayList<>()).add(keeper);
    }

    private static HoldfastException unknown(String subject, String message) {
        return new HoldfastException(ErrorCode.ESCROW_UNKNOWN, subject, message);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.core.Peer;
import org.holdfast.core.handshake.Handshake;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.net.Pipe;

/** The links of a life. Each lives for a while only, so that certificates and rosters are looked at again. */
final class Links {
    private static final int SHORTEST = 30_000;
    private static final int LONGEST = 90_000;
    private static final int DIAL_AGAIN_AFTER = 6_000;

    private final Life life;
    private final List<Link> links = new ArrayList<>();
    private final Map<OwnerId, Long> dialled = new TreeMap<>();

    Links(Life life) {
        this.life = life;
    }

    void accept(Pipe pipe) {
        open(pipe, Optional.empty());
    }

    private void open(Pipe pipe, Optional<OwnerId> expected) {
        List<Link> made = new ArrayList<>();
        Link link = new Link(life, pipe, expected, outcome -> greeted(made, pipe, outcome));
        made.add(link);
        links.add(link);
        links.removeIf(each -> each != link && each.member().isEmpty() && each.isOver());
    }

    private void greeted(List<Link> made, Pipe pipe, Handshake.Outcome outcome) {
        switch (outcome) {
            case Handshake.Outcome.Refused refused -> {
                life.computer.note("refused " + refused.code(), pipe.peer());
                pipe.close();
            }
            case Handshake.Outcome.Connected connected -> {
                life.computer.note("met " + connected.peerIs() + " as " + connected.weAre(), pipe.peer());
                int lifetime = life.world.random().nextInt(SHORTEST, LONGEST);
                life.after(lifetime, () -> made.getFirst().close());
                if (connected.members()) {
                    life.met(connected.peer());
                } else {
                    life.hunt.strangers(connected.peer().id());
                    pipe.close();
                }
            }
        }
    }

    /** A link on which conversations can begin. */
    Optional<Link> to(OwnerId peer) {
        return links.stream()
                .filter(link -> link.member().map(Peer::id).filter(peer::equals).isPresent())
                .findFirst();
    }

    /** Dials unless there is a link, or was an attempt just now. */
    Optional<Link> want(OwnerId peer) {
        Optional<Link> link = to(peer);
        long now = life.world.now();
        if (link.isEmpty() && dialled.getOrDefault(peer, -1L * DIAL_AGAIN_AFTER) + DIAL_AGAIN_AFTER <= now) {
            dialled.put(peer, now);
            int host = life.computer.directory.hostOf(peer).orElseThrow();
            open(life.socket().dial(host), Optional.of(peer));
        }
        return link;
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.node;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.holdfast.core.Inquiry;
import org.holdfast.core.Reply;
import org.holdfast.core.head.HeadOwner;
import org.holdfast.core.head.NextWitness;
import org.holdfast.format.head.RecordKind;
import org.holdfast.format.head.SealedRecord;
import org.holdfast.format.head.Witness;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.OwnerId;
import org.holdfast.simulation.disk.Disk;
import org.holdfast.wire.HeadMessage.GetWitness;
import org.holdfast.wire.HeadMessage.WitnessTop;

/**
 * Leaves a head with every partner once everything is placed. Before it makes a witness it asks all partners for their
 * tops, so that a machine that was rolled back goes on behind what it had said before.
 */
final class Heads {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Life life;
    private final Map<OwnerId, Optional<Witness>> tops = new TreeMap<>();
    private final Set<OwnerId> asking = new TreeSet<>();
    private final Set<OwnerId> confirmed = new TreeSet<>();
    private boolean stale;

    Heads(Life life) {
        this.life = life;
    }

    /** Whether every partner has confirmed the last head. */
    boolean isDone() {
        return !life.disk().witnesses().isEmpty() && !stale && confirmed.containsAll(life.partners());
    }

    /** There is something new to say: another witness, behind all that partners show by then. */
    void renew() {
        stale = true;
        tops.clear();
    }

    void tick() {
        if (!life.deliveries.isDone() || isDone()) {
            return;
        }
        List<OwnerId> partners = life.partners();
        boolean asked = tops.keySet().containsAll(partners);
        if (asked && (stale || life.disk().witnesses().isEmpty())) {
            make();
        }
        for (OwnerId partner : partners) {
            if (!asking.contains(partner)) {
                life.links.want(partner).ifPresent(link -> talk(link, partner));
            }
        }
    }

    private void talk(Link link, OwnerId partner) {
        if (!tops.containsKey(partner)) {
            asking.add(partner);
            link.ask(
                    Inquiry.expecting(WitnessTop.class, new GetWitness(), PATIENCE),
                    Inquiry.performer(),
                    reply -> told(partner, reply));
        } else if (!life.disk().witnesses().isEmpty() && !stale && !confirmed.contains(partner)) {
            asking.add(partner);
            AgreementId agreement =
                    life.book.open(partner).orElseThrow().agreement().id();
            HeadOwner put = new HeadOwner(
                    link.member().orElseThrow(),
                    agreement,
                    run(partner),
                    life.disk().head());
            link.ask(put, Inquiry.performer(), reply -> left(partner, reply));
        }
    }

    private void told(OwnerId partner, Reply<WitnessTop> reply) {
        asking.remove(partner);
        if (reply instanceof Reply.Answered<WitnessTop>(WitnessTop(Optional<Witness> top))) {
            tops.put(partner, top);
            stale |= top.isPresent() && !isOurs(top.get().hash());
        }
    }

    private boolean isOurs(Digest hash) {
        return life.disk().witnesses().stream()
                .anyMatch(witness -> witness.hash().equals(hash));
    }

    private void make() {
        Disk disk = life.disk();
        Optional<Witness> own = disk.witnesses().isEmpty()
                ? Optional.empty()
                : Optional.of(disk.witnesses().getLast());
        List<Witness> shown = tops.values().stream().flatMap(Optional::stream).toList();
        NextWitness next = NextWitness.after(own, shown, this::isOurs);
        var keys = life.identity().keys().generation(1);
        byte[] content = ("head " + next.sequence()).getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = SealedRecord.seal(
                keys, RecordKind.HEAD, next.sequence(), next.previous(), content, life.world.randomBytes(16));
        var self = life.identity().self();
        Witness witness = Witness.sign(
                self.device(),
                self.id(),
                self.certificate().deviceEpoch(),
                next.sequence(),
                next.previous(),
                next.merged(),
                sealed,
                life.computer.clock().instant());
        disk.addWitness(witness, Bytes.of(sealed));
        life.computer.note(next.rolledBack() ? "witness after a roll-back" : "witness", witness.sequence());
        stale = false;
        confirmed.clear();
    }

    /** Everything behind the partner's top, or all there is. */
    private List<Witness> run(OwnerId partner) {
        List<Witness> all = life.disk().witnesses();
        List<Witness> run = new ArrayList<>();
        Optional<Digest> top = tops.get(partner).map(Witness::hash);
        for (Witness witness : all.reversed()) {
            if (!run.isEmpty() && top.filter(witness.hash()::equals).isPresent()) {
                break;
            }
            run.addFirst(witness);
        }
        return run;
    }

    private void left(OwnerId partner, Reply<HeadOwner.Result> reply) {
        asking.remove(partner);
        switch (reply) {
            case Reply.Answered<HeadOwner.Result>(HeadOwner.Result.Kept kept) -> confirmed.add(partner);
            case Reply.Answered<HeadOwner.Result>(HeadOwner.Result.Conflict(Witness top)) -> {
                life.computer.note("head conflict", top.sequence());
                tops.put(partner, Optional.of(top));
                stale = true;
            }
            case Reply.Misbehaved<HeadOwner.Result>(String what) ->
                throw new AssertionError("two nodes of ours misunderstand each other: " + what);
            case Reply.Refused<HeadOwner.Result> refused -> tops.remove(partner);
            case Reply.Silent<HeadOwner.Result> silent -> tops.remove(partner);
            case Reply.Broken<HeadOwner.Result> broken -> tops.remove(partner);
        }
    }
}

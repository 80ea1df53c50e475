// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.wire.Limits;
import org.holdfast.wire.SilenceNote;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dead man's alarm: whose machine nobody hears from any more. Partners sign when they heard last from an owner, and
 * hand the notes on; two witnesses who have not heard from it for longer than the limit raise the alarm at everybody who
 * has their notes, and one who has heard from it since ends it. In memory: witnesses say it again. Thread-safe.
 */
public final class SilenceBoard {
    /** Witnesses that it takes. */
    public static final int WITNESSES = 2;

    private static final Logger LOG = LoggerFactory.getLogger(SilenceBoard.class);
    private static final Duration SKEW = Duration.ofHours(24);
    private static final int OWNERS = 256;
    private static final int WITNESSES_KEPT = 8;

    private final OwnerId self;
    private final Ledger ledger;
    private final Supplier<Duration> limit;
    private final NodeClock clock;
    private final Map<OwnerId, Map<OwnerId, SilenceNote>> notes = new TreeMap<>(); // by owner, witness; guarded by this
    private final Map<OwnerId, Instant> raised = new TreeMap<>(); // when it was heard last; guarded by this

    /** @param limit how long an owner may be silent */
    public SilenceBoard(OwnerId self, Ledger ledger, Supplier<Duration> limit, NodeClock clock) {
        this.self = self;
        this.ledger = ledger;
        this.limit = limit;
        this.clock = clock;
    }

    /** @param heard when a witness heard last from it, of all who said so */
    public record Overdue(OwnerId owner, Instant heard, int witnesses) {}

    /** What others said. What is not signed by a device of the witness that this node has met is left out. */
    synchronized void hear(List<SilenceNote> said) {
        said.stream()
                .filter(note -> !note.owner().equals(self))
                .filter(note -> !isKnown(note) && isTrue(note))
                .forEach(this::keep);
        judge();
    }

    /** What this node saw itself. */
    synchronized void say(SilenceNote own) {
        keep(own);
        judge();
    }

    /** Most of what is heard is said again and again, and to check a signature is dear. */
    private boolean isKnown(SilenceNote note) {
        return note.equals(notes.getOrDefault(note.owner(), Map.of()).get(note.witness()));
    }

    private boolean isTrue(SilenceNote note) {
        Instant now = clock.instant();
        return !note.witness().equals(self)
                && !note.said().isAfter(now.plus(SKEW))
                && isFresh(note, now)
                && ledger.peers()
                        .find(note.witness())
                        .map(PeerRow::certificate)
                        .map(bytes -> DeviceCert.read(bytes.toArray()))
                        .filter(certificate -> note.signedBy(certificate.device()))
                        .isPresent();
    }

    private void keep(SilenceNote note) {
        Map<OwnerId, SilenceNote> of = notes.get(note.owner());
        if (of == null && notes.size() < OWNERS) {
            of = new TreeMap<>();
            notes.put(note.owner(), of);
        }
        if (of != null && (of.containsKey(note.witness()) || of.size() < WITNESSES_KEPT)) {
            of.merge(note.witness(), note, (old, now) -> now.said().isAfter(old.said()) ? now : old);
        }
    }

    /** A witness says it again long before that. */
    private boolean isFresh(SilenceNote note, Instant now) {
        return note.said().plus(limit.get()).isAfter(now);
    }

    /** All that is fresh, what was said last first. */
    public synchronized List<SilenceNote> notes() {
        return fresh().sorted(Comparator.comparing(SilenceNote::said).reversed())
                .limit(Limits.SILENCE_NOTES)
                .toList();
    }

    private Stream<SilenceNote> fresh() {
        Instant now = clock.instant();
        return notes.values().stream().flatMap(of -> of.values().stream()).filter(note -> isFresh(note, now));
    }

    synchronized Optional<SilenceNote> own(OwnerId owner) {
        return Optional.ofNullable(notes.getOrDefault(owner, Map.of()).get(self));
    }

    /** Whether somebody says that it is silent. */
    synchronized boolean isMissed(OwnerId owner) {
        return notes.getOrDefault(owner, Map.of()).values().stream().anyMatch(this::isSilence);
    }

    private boolean isSilence(SilenceNote note) {
        return Duration.between(note.heard(), note.said()).compareTo(limit.get()) >= 0;
    }

    /** Who is overdue now, by owner id. */
    public synchronized List<Overdue> overdue() {
        List<Overdue> all = new ArrayList<>();
        notes.keySet().forEach(owner -> overdue(owner).ifPresent(all::add));
        return all;
    }

    private Optional<Overdue> overdue(OwnerId owner) {
        List<SilenceNote> of =
                fresh().filter(note -> note.owner().equals(owner)).toList();
        int silent = (int) of.stream().filter(this::isSilence).count();
        return of.stream()
                .map(SilenceNote::heard)
                .max(Instant::compareTo)
                .filter(heard -> silent >= WITNESSES && !heard.plus(limit.get()).isAfter(clock.instant()))
                .map(heard -> new Overdue(owner, heard, silent));
    }

    /** Raises and ends alarms, and forgets what nobody says any more. */
    synchronized void judge() {
        Instant now = clock.instant();
        notes.values().forEach(of -> of.values().removeIf(note -> !isFresh(note, now)));
        notes.values().removeIf(Map::isEmpty);
        for (Overdue each : overdue()) {
            if (raised.putIfAbsent(each.owner(), each.heard()) == null) {
                String text = each.witnesses() + " partners have not heard from it since " + each.heard();
                LOG.warn("The machine {} is overdue: {}", each.owner().brief(), text);
                ledger.events().append(now, "OWNER_OVERDUE", each.owner().brief(), text);
            }
        }
        for (OwnerId owner : List.copyOf(raised.keySet())) {
            if (overdue(owner).isEmpty()) {
                Optional.ofNullable(raised.remove(owner)).ifPresent(last -> end(owner, last, now));
            }
        }
    }

    /** That witnesses have fallen silent too is no sign of life. */
    private void end(OwnerId owner, Instant last, Instant now) {
        boolean heard = fresh().anyMatch(
                        note -> note.owner().equals(owner) && note.heard().isAfter(last));
        if (heard) {
            ledger.events().append(now, "OWNER_HEARD", owner.brief(), "it is not overdue any more");
        } else {
            LOG.info("Too few partners say any more that the machine {} is overdue", owner.brief());
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.holdfast.core.Reply;
import org.holdfast.core.Self;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.wire.HealthMessage.SilenceTaken;
import org.holdfast.wire.SilenceNote;

/**
 * Watches from which partners nothing is heard, says so, and tells those who are there. When it heard last is in the
 * ledger, so that a restart forgets no silence. One thread's.
 */
final class SilenceWatch {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int PARTS = 8; // of the limit, in which a note is said again

    private final Parts parts;
    private final SilenceBoard board;
    private final Map<OwnerId, Instant> heard = new HashMap<>();
    private final Map<OwnerId, Instant> written = new HashMap<>();
    private Instant told = Instant.EPOCH;

    /** @param excused whether it has announced that it is away, or left */
    record Parts(
            Self self,
            Ledger ledger,
            PartnerClient partners,
            Supplier<List<AgreementTerms>> agreed,
            Supplier<Set<OwnerId>> linked,
            Predicate<AgreementTerms> excused,
            Supplier<Duration> limit,
            NodeClock clock) {}

    SilenceWatch(Parts parts, SilenceBoard board) {
        this.parts = parts;
        this.board = board;
    }

    void look() {
        Set<OwnerId> linked = parts.linked().get();
        List<AgreementTerms> agreed = parts.agreed().get();
        boolean alone = linked.isEmpty();
        for (AgreementTerms terms : agreed) {
            OwnerId owner = terms.partnerOf(parts.self().id());
            if (linked.contains(owner)) {
                there(owner);
            } else if (!alone && !parts.excused().test(terms)) {
                away(owner);
            }
        }
        board.judge();
        tell(linked);
    }

    private Duration part() {
        Duration part = parts.limit().get().dividedBy(PARTS);
        return part.compareTo(LONGEST_PAUSE) < 0 ? part : LONGEST_PAUSE;
    }

    private boolean isDue(Instant last) {
        return last.plus(part()).compareTo(parts.clock().instant()) <= 0;
    }

    private void there(OwnerId owner) {
        Instant now = parts.clock().instant();
        heard.put(owner, now);
        Instant last = written.get(owner);
        if (last == null || isDue(last)) {
            written.put(owner, now);
            parts.ledger()
                    .settings()
                    .put(key(owner), Bytes.of(new ByteWriter().millis(now).toArray()));
        }
        if (board.isMissed(owner)) {
            note(owner, now);
        }
    }

    private void away(OwnerId owner) {
        Instant last = heard.computeIfAbsent(owner, this::lastHeard);
        Instant now = parts.clock().instant();
        if (Duration.between(last, now).compareTo(parts.limit().get()) >= 0) {
            note(owner, last);
        }
    }

    /** Of one that this node has never heard since it looks for it, silence begins now. */
    private Instant lastHeard(OwnerId owner) {
        return parts.ledger()
                .settings()
                .get(key(owner))
                .map(bytes -> new ByteReader("last heard", bytes.toArray()).millis())
                .orElseGet(parts.clock()::instant);
    }

    private void note(OwnerId owner, Instant last) {
        Optional<SilenceNote> before = board.own(owner);
        boolean same = before.filter(note -> !note.heard().isBefore(last.minusMillis(1)))
                .isPresent();
        if (same && !isDue(before.get().said())) {
            return;
        }
        Self self = parts.self();
        board.say(SilenceNote.sign(
                self.device(), self.id(), owner, last, parts.clock().instant()));
        told = Instant.EPOCH;
    }

    /** Where nobody is missed nothing is said. */
    private void tell(Set<OwnerId> linked) {
        List<SilenceNote> known = board.notes();
        if (known.isEmpty() || !isDue(told)) {
            return;
        }
        told = parts.clock().instant();
        for (OwnerId partner : linked) {
            if (parts.partners().silence(partner, known) instanceof Reply.Answered<SilenceTaken>(SilenceTaken taken)) {
                board.hear(taken.notes());
            }
        }
    }

    private static String key(OwnerId owner) {
        return "heard." + owner;
    }
}

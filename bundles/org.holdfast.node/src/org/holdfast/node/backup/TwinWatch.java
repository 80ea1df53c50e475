// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Bytes;
import org.holdfast.model.Digest;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether another machine writes with this one's device key: partners then know witnesses that it has signed and this
 * machine has not. Once, this machine may have been set back to an earlier state, as by a restored image; that is told,
 * and made good. Twice within a day there is a twin, a clone or a thief: then no further head is made before people have
 * said that there is none. What it heard is in the ledger. Thread-safe.
 */
public final class TwinWatch {
    private static final Logger LOG = LoggerFactory.getLogger(TwinWatch.class);
    private static final String HEARD = "twin.heard";
    private static final String SUSPECTED = "twin.suspected";
    private static final int REMEMBERED = 64;
    private static final int TWICE = 2;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SHOWN_FOR = Duration.ofDays(7);

    private final Ledger ledger;
    private final InstantSource clock;

    private record Strange(Digest witness, Instant at) {}

    public TwinWatch(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * What partners know and this machine does not.
     *
     * @param own the last witness that this machine made, or took over
     * @param strange rightly signed by this device, and not in this machine's own chain
     */
    public synchronized void heard(Optional<Witness> own, Collection<Witness> strange) {
        List<Strange> all = new ArrayList<>(heard());
        for (Witness each : strange) {
            if (all.stream().noneMatch(known -> known.witness().equals(each.hash()))) {
                all.add(new Strange(each.hash(), clock.instant()));
                keep(all);
                tell(own, each);
                suspect(all);
            }
        }
    }

    private void tell(Optional<Witness> own, Witness strange) {
        boolean ahead = strange.sequence() > own.map(Witness::sequence).orElse(0L);
        String text = "partners keep head " + strange.sequence() + " of "
                + strange.time().truncatedTo(ChronoUnit.SECONDS)
                + ", which this machine has not made; its own last one is "
                + own.map(Witness::sequence).orElse(0L);
        LOG.warn(
                "{}: {}",
                ahead ? "This machine was set back, or is not the only one" : "The history of heads has forked",
                text);
        event(ahead ? "HEAD_ROLLED_BACK" : "HEAD_FORKED", text);
    }

    private void suspect(List<Strange> all) {
        Instant now = clock.instant();
        long lately = all.stream().filter(each -> isWithin(each.at(), now, DAY)).count();
        if (lately >= TWICE && suspected().isEmpty()) {
            ledger.settings().put(SUSPECTED, time(now));
            LOG.error(
                    "Another machine writes with this one's keys: no further snapshot is made before somebody has looked");
            event("TWIN_SUSPECTED", lately + " heads within a day that this machine has not made");
        }
    }

    private static boolean isWithin(Instant at, Instant now, Duration span) {
        return Duration.between(at, now).abs().compareTo(span) < 0;
    }

    private void event(String type, String text) {
        ledger.events().append(clock.instant(), type, "heads", text);
    }

    /** @throws HoldfastException CONFLICT while a twin is suspected */
    public void requireAlone() {
        if (suspected().isPresent()) {
            throw new HoldfastException(ErrorCode.CONFLICT, "heads", REASON);
        }
    }

    private static final String REASON =
            "Twice within a day partners had snapshots of this machine that it has not made: another machine runs with"
                    + " the same keys, a clone of it or a thief's. Nothing new is backed up. Run only one of them; 'holdfast"
                    + " log' says what was heard. 'holdfast twin --none' goes on here.";

    /** Since when a twin is suspected, if it is. */
    public Optional<Instant> suspected() {
        return ledger.settings().get(SUSPECTED).map(TwinWatch::time);
    }

    /** People say that no other machine runs with these keys. */
    public synchronized void none() {
        ledger.settings().remove(SUSPECTED);
        List<Strange> known = heard().stream()
                .map(each -> new Strange(each.witness(), Instant.EPOCH))
                .toList();
        keep(known);
        event("TWIN_DENIED", "no other machine runs with these keys");
    }

    /** When something strange was heard last, in the last week; what people denied does not count. */
    public Optional<Instant> last() {
        Instant now = clock.instant();
        return heard().stream()
                .map(Strange::at)
                .filter(at -> isWithin(at, now, SHOWN_FOR))
                .max(Instant::compareTo);
    }

    /** What status says of it. */
    public List<String> warnings() {
        if (suspected().isPresent()) {
            return List.of(REASON);
        }
        return last()
                .map(at -> "at " + at.truncatedTo(ChronoUnit.SECONDS)
                        + " partners had a snapshot of this machine that it has not made: it was set back to an earlier"
                        + " state, or another machine runs with its keys. 'holdfast log' says more; 'holdfast twin"
                        + " --none' if it is the only one")
                .stream()
                .toList();
    }

    private List<Strange> heard() {
        List<Strange> all = new ArrayList<>();
        ledger.settings().get(HEARD).ifPresent(bytes -> {
            ByteReader in = new ByteReader(HEARD, bytes.toArray());
            while (in.remaining() > 0) {
                all.add(new Strange(new Digest(in.id32()), in.millis()));
            }
        });
        return all;
    }

    private void keep(List<Strange> all) {
        ByteWriter out = new ByteWriter();
        all.subList(Math.max(0, all.size() - REMEMBERED), all.size())
                .forEach(each -> out.id32(each.witness().value()).millis(each.at()));
        ledger.settings().put(HEARD, Bytes.of(out.toArray()));
    }

    private static Bytes time(Instant at) {
        return Bytes.of(new ByteWriter().millis(at).toArray());
    }

    private static Instant time(Bytes encoded) {
        return new ByteReader(SUSPECTED, encoded.toArray()).millis();
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.partners;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.holdfast.core.agreement.Presence;
import org.holdfast.core.negotiate.ReadWaits;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When partners were there, beside when they promised to be. Looked at every few seconds, written down every few
 * minutes. Thread-safe.
 */
public final class Presences {
    private static final Logger LOG = LoggerFactory.getLogger(Presences.class);
    private static final String WRITTEN = "presences.written";
    private static final Duration WRITE_EVERY = Duration.ofMinutes(5);

    private final OwnerId self;
    private final Ledger.Settings kept;
    private final ReadWaits waits;
    private final NodeClock clock;
    private final Map<OwnerId, Presence> known = new HashMap<>(); // guarded by this
    private Optional<Long> lastLook = Optional.empty(); // guarded by this
    private long lastWrite; // guarded by this

    public Presences(OwnerId self, Ledger ledger, NodeClock clock) {
        this.self = self;
        this.kept = ledger.settings();
        this.waits = new ReadWaits(ledger);
        this.clock = clock;
        this.lastWrite = clock.nanos();
    }

    /**
     * Who can be reached now. Where none of several can, it is more likely this machine that is off the network: then
     * nothing is known of any of them.
     */
    synchronized void look(List<AgreementTerms> agreed, Set<OwnerId> linked) {
        long nanos = clock.nanos();
        Optional<Duration> span = lastLook.map(before -> Duration.ofNanos(nanos - before));
        lastLook = Optional.of(nanos);
        boolean alone = agreed.size() > 1 && agreed.stream().noneMatch(terms -> linked.contains(terms.partnerOf(self)));
        if (span.isEmpty()) {
            ownReturn(agreed, clock.instant());
        }
        if (span.isEmpty() || alone) {
            return;
        }
        Instant now = clock.instant();
        Instant from = now.minus(span.get());
        for (AgreementTerms terms : agreed) {
            OwnerId partner = terms.partnerOf(self);
            if (linked.contains(partner) && !of(partner).isSeenToday(now)) {
                back(partner, of(partner).daysDown(now), now);
            }
            known.put(partner, of(partner).with(from, span.get(), linked.contains(partner), terms.scheduleOf(partner)));
        }
        if (nanos - lastWrite >= WRITE_EVERY.toNanos()) {
            write();
        }
    }

    /** What the partners make of it when this machine itself was off; in the hours that it promised. */
    private void ownReturn(List<AgreementTerms> agreed, Instant now) {
        Optional<Instant> before = kept.get(WRITTEN).map(bytes -> new ByteReader(WRITTEN, bytes.toArray()).millis());
        before.map(last -> agreed.stream()
                        .mapToInt(terms -> Presence.promisedDays(terms.scheduleOf(self), last, now))
                        .max()
                        .orElse(0))
                .filter(days -> days > 0)
                .ifPresent(days -> back(self, days, now));
    }

    private void back(OwnerId partner, int daysDown, Instant now) {
        if (daysDown > 0) {
            LOG.info("{} is there again after {} days on which it was not", partner.brief(), daysDown);
            waits.returned(partner, daysDown, now);
        }
    }

    /** Keeps what was seen; also called when the node stops. */
    synchronized void write() {
        lastWrite = clock.nanos();
        known.forEach((partner, presence) -> kept.put(key(partner), presence.encoded()));
        kept.put(WRITTEN, Bytes.of(new ByteWriter().millis(clock.instant()).toArray()));
    }

    /** Promised and seen time of this partner in the last days. */
    public synchronized Presence.Kept kept(OwnerId partner, Duration period) {
        return of(partner).since(clock.instant().minus(period));
    }

    private Presence of(OwnerId partner) {
        Presence present = known.get(partner);
        return present != null
                ? present
                : kept.get(key(partner)).map(Presence::decode).orElse(Presence.NONE);
    }

    private static String key(OwnerId partner) {
        return "presence." + partner;
    }
}

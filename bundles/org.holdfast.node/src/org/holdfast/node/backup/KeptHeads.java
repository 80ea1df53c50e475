// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.time.InstantSource;
import java.util.Optional;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.format.head.Witness;
import org.holdfast.model.Bytes;
import org.holdfast.model.OwnerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which head each partner gave its receipt for last. One that shows an older one, or none, has lost it or lies; it is told
 * once for each. The next head brings it up to date. Thread-safe; durable.
 */
public final class KeptHeads {
    private static final Logger LOG = LoggerFactory.getLogger(KeptHeads.class);

    private final Ledger ledger;
    private final InstantSource clock;

    public KeptHeads(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** A partner gave its receipt for the head of this witness. */
    void confirmed(OwnerId partner, Witness top) {
        ledger.settings().put(key(partner, top.deviceEpoch()), number(top.sequence()));
        ledger.settings().remove(toldKey(partner));
    }

    /** A partner shows this as the highest that it knows of a device. */
    void shown(OwnerId partner, int deviceEpoch, Optional<Witness> top) {
        long shown = top.map(Witness::sequence).orElse(0L);
        long kept = ledger.settings()
                .get(key(partner, deviceEpoch))
                .map(KeptHeads::number)
                .orElse(0L);
        Bytes told = number(shown);
        if (shown < kept
                && ledger.settings().get(toldKey(partner)).filter(told::equals).isEmpty()) {
            ledger.settings().put(toldKey(partner), told);
            String text = "it gave its receipt for head " + kept + " of this machine and shows "
                    + (shown == 0 ? "none" : "head " + shown) + " now: it was set back, or lies";
            LOG.warn("{}: {}", partner.brief(), text);
            ledger.events().append(clock.instant(), "HEAD_LOST", partner.brief(), text);
        }
    }

    private static Bytes number(long value) {
        return Bytes.of(new ByteWriter().u64(value).toArray());
    }

    private static long number(Bytes encoded) {
        return new ByteReader("a head's number", encoded.toArray()).u64();
    }

    private static String key(OwnerId partner, int deviceEpoch) {
        return "head.kept." + partner + "." + deviceEpoch;
    }

    private static String toldKey(OwnerId partner) {
        return "head.lost." + partner;
    }
}

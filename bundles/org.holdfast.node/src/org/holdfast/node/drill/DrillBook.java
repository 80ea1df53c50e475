// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.core.drill.DrillRecord;
import org.holdfast.core.drill.ProvenPatterns;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;
import org.holdfast.model.MalformedInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The newest reports of drills and verifications, signed, and the loss patterns that were tried out. Thread-safe; durable. */
public final class DrillBook {
    /** How many reports are kept. */
    public static final int KEPT = 104;

    private static final Logger LOG = LoggerFactory.getLogger(DrillBook.class);
    private static final String NUMBERS = "drill.number";
    private static final String NEWEST = "drill.newest";
    private static final String PATTERNS = "drill.patterns";

    private final Ledger ledger;

    public DrillBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A report with its signature. */
    public record Kept(DrillRecord record, Bytes signed) {}

    long nextNumber() {
        return ledger.settings().next(NUMBERS);
    }

    /** Keeps a report, and lets the oldest go. */
    void keep(DrillRecord record, Bytes signed) {
        Ledger.Settings settings = ledger.settings();
        settings.put(key(record.number()), signed);
        settings.put(NEWEST, number(record.number()));
        settings.remove(key(record.number() - KEPT));
    }

    /** Newest first. */
    public List<Kept> all() {
        long newest = ledger.settings().get(NEWEST).map(DrillBook::number).orElse(0L);
        List<Kept> all = new ArrayList<>();
        for (long each = newest; each > Math.max(0, newest - KEPT); each--) {
            find(each).ifPresent(all::add);
        }
        return all;
    }

    /** The newest one that decided something. */
    public Optional<Kept> decided() {
        return all().stream().filter(each -> each.record().decidesForPartners()).findFirst();
    }

    private Optional<Kept> find(long number) {
        return ledger.settings().get(key(number)).flatMap(signed -> {
            try {
                return Optional.of(new Kept(DrillRecord.decode(signed), signed));
            } catch (MalformedInput e) {
                LOG.warn("The report of drill {} cannot be read and counts for nothing: {}", number, e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** None if they cannot be read: then they are tried out anew. */
    ProvenPatterns patterns() {
        try {
            return ledger.settings().get(PATTERNS).map(ProvenPatterns::decode).orElse(ProvenPatterns.NONE);
        } catch (MalformedInput e) {
            LOG.warn("What drills have proved cannot be read, and is proved anew: {}", e.getMessage());
            return ProvenPatterns.NONE;
        }
    }

    void keep(ProvenPatterns patterns) {
        ledger.settings().put(PATTERNS, patterns.encoded());
    }

    private static String key(long number) {
        return "drill.report." + number;
    }

    private static Bytes number(long value) {
        return Bytes.of(new ByteWriter().u64(value).toArray());
    }

    private static long number(Bytes encoded) {
        return new ByteReader("a drill's number", encoded.toArray()).u64();
    }
}

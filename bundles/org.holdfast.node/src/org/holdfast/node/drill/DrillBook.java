// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.drill;

import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
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
    private static final String DECIDED = "drill.decided";
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

    /** Keeps a report, and lets the oldest go, but for the last one that decided something. */
    void keep(DrillRecord record, Bytes signed) {
        Ledger.Settings settings = ledger.settings();
        settings.put(key(record.number()), signed);
        settings.put(NEWEST, number(record.number()));
        long decided = number(DECIDED);
        if (record.decidesForPartners()) {
            settings.put(DECIDED, number(record.number()));
            if (decided <= record.number() - KEPT) {
                settings.remove(key(decided));
            }
        }
        long oldest = record.number() - KEPT;
        if (oldest != decided || record.decidesForPartners()) {
            settings.remove(key(oldest));
        }
    }

    /** Newest first; each is read when it is asked for. */
    public Stream<Kept> newestFirst() {
        long newest = number(NEWEST);
        return LongStream.iterate(newest, each -> each > Math.max(0, newest - KEPT), each -> each - 1)
                .boxed()
                .flatMap(each -> find(each).stream());
    }

    /** The newest one that decided something. */
    public Optional<Kept> decided() {
        return find(number(DECIDED));
    }

    private long number(String key) {
        return ledger.settings().get(key).map(DrillBook::number).orElse(0L);
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

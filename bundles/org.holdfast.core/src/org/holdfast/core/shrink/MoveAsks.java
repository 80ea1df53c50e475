// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.shrink;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;

/**
 * What this node, as a holder, has asked its owners to take away. They read that much without paying, and as much again
 * for what has to be tried twice. Thread-safe; durable on return.
 */
public final class MoveAsks {
    private static final String KEY = "move.asks";

    private final Ledger.Settings settings;

    /**
     * What one owner is asked for.
     *
     * @param most what may stay
     * @param asked what is to go
     * @param free what may still be read without paying
     * @param done whether the owner has said that no more lies here than may
     */
    public record Ask(
            AgreementId agreement, ByteCount most, ByteCount asked, Instant until, ByteCount free, boolean done) {
        private Ask more(ByteCount share, Instant newUntil) {
            ByteCount twice = ByteCount.of(2 * share.value());
            return new Ask(agreement, most.minusOrZero(share), asked.plus(share), newUntil, free.plus(twice), false);
        }

        private Ask read(ByteCount bytes) {
            return new Ask(agreement, most, asked, until, free.minusOrZero(bytes), done);
        }

        private Ask answered(boolean nothingLeft) {
            return new Ask(agreement, most, asked, until, free, nothingLeft);
        }
    }

    public MoveAsks(Ledger ledger) {
        this.settings = ledger.settings();
    }

    public synchronized List<Ask> all() {
        return List.copyOf(read().values());
    }

    /** What is asked for, all together. */
    public ByteCount asked() {
        return all().stream().map(Ask::asked).reduce(ByteCount.ZERO, ByteCount::plus);
    }

    /**
     * Asks for more.
     *
     * @param shares by agreement
     * @param there what lies under each now
     */
    public synchronized void add(Map<AgreementId, ByteCount> shares, Map<AgreementId, ByteCount> there, Instant until) {
        Map<AgreementId, Ask> all = read();
        shares.forEach((agreement, share) -> {
            ByteCount held = there.getOrDefault(agreement, ByteCount.ZERO);
            Ask before =
                    all.getOrDefault(agreement, new Ask(agreement, held, ByteCount.ZERO, until, ByteCount.ZERO, false));
            all.put(agreement, before.more(share, until));
        });
        write(all);
    }

    /** The owner has answered. */
    public synchronized void answered(AgreementId agreement, boolean nothingLeft) {
        Map<AgreementId, Ask> all = read();
        Ask before = all.get(agreement);
        if (before != null && before.done() != nothingLeft) {
            all.put(agreement, before.answered(nothingLeft));
            write(all);
        }
    }

    /** It is not asked for any more. */
    public synchronized void withdraw(AgreementId agreement) {
        Map<AgreementId, Ask> all = read();
        if (all.remove(agreement) != null) {
            write(all);
        }
    }

    /** Whether so many bytes may be read under this agreement without paying; then they count. */
    public synchronized boolean takeFree(AgreementId agreement, ByteCount bytes) {
        Map<AgreementId, Ask> all = read();
        Optional<Ask> ask = Optional.ofNullable(all.get(agreement))
                .filter(each -> each.free().compareTo(bytes) >= 0);
        ask.ifPresent(each -> {
            all.put(agreement, each.read(bytes));
            write(all);
        });
        return ask.isPresent();
    }

    private Map<AgreementId, Ask> read() {
        Map<AgreementId, Ask> all = new TreeMap<>();
        settings.get(KEY).ifPresent(bytes -> {
            ByteReader in = new ByteReader("what owners are asked to move", bytes.toArray());
            while (in.remaining() > 0) {
                AgreementId agreement = new AgreementId(in.id16());
                all.put(
                        agreement,
                        new Ask(
                                agreement,
                                ByteCount.of(in.u64()),
                                ByteCount.of(in.u64()),
                                in.millis(),
                                ByteCount.of(in.u64()),
                                in.u8() == 1));
            }
        });
        return all;
    }

    private void write(Map<AgreementId, Ask> all) {
        ByteWriter out = new ByteWriter();
        all.values()
                .forEach(each -> out.id16(each.agreement().value())
                        .u64(each.most().value())
                        .u64(each.asked().value())
                        .millis(each.until())
                        .u64(each.free().value())
                        .u8(each.done() ? 1 : 0));
        settings.put(KEY, Bytes.of(out.toArray()));
    }
}

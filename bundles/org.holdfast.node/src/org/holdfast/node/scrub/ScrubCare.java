// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.scrub;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.port.BlockStore;
import org.holdfast.core.port.DamageRow;
import org.holdfast.core.port.HeldRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.model.AgreementId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.work.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every block that is kept for others once in a period, at an even rate, and notes those that are damaged, so that
 * their owners hear of it and make them anew. A restart goes on where it was. A thread of its own.
 */
public final class ScrubCare implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScrubCare.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String KEY = "scrub.pass";
    private static final int PAGE = 16;
    /** After a night or a holiday it does not make up for all of that at once. */
    private static final long MOST_A_ROUND = 8L << 20;

    private static final long WRITE_EVERY = 256L << 20;

    private final Ledger ledger;
    private final BlockCheck check;
    private final Supplier<Duration> period;
    private final NodeClock clock;
    private final Rounds rounds;
    private ScrubPass pass; // the thread's
    private long written; // the thread's

    public ScrubCare(Ledger ledger, BlockStore store, Supplier<Duration> period, NodeClock clock) {
        this.ledger = ledger;
        this.check = new BlockCheck(store);
        this.period = period;
        this.clock = clock;
        this.pass = ledger.settings().get(KEY).map(ScrubPass::decode).orElseGet(() -> ScrubPass.begin(clock.instant()));
        this.written = pass.read();
        this.rounds = new Rounds("scrub", PAUSE, clock, this::round);
    }

    public void start() {
        rounds.start();
    }

    private void round() throws InterruptedException {
        if (pass.isPast(period.get(), clock.instant())) {
            pass = ScrubPass.begin(clock.instant());
            keep();
        }
        long total = ledger.holdings().totalBytes().value();
        long due = pass.due(period.get(), total, clock.instant());
        long most = pass.read() + MOST_A_ROUND;
        boolean last = due >= total; // what came meanwhile is read, too, and the pass ends
        while (!pass.over() && pass.read() < most && (last || pass.read() < due)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            some(last ? most : Math.min(due, most));
        }
        if (pass.read() - written >= WRITE_EVERY) {
            keep();
        }
    }

    private void keep() {
        ledger.settings().put(KEY, pass.encoded());
        written = pass.read();
    }

    private void some(long until) {
        List<HeldRow> page = next();
        if (page.isEmpty()) {
            pass = pass.finished();
            keep();
        }
        for (HeldRow row : page) {
            if (pass.read() < until) {
                look(row);
                pass = pass.past(row.agreement(), row.block(), row.fileBytes());
            }
        }
    }

    /** Of the agreement that it is at, else of the next one under which something lies. */
    private List<HeldRow> next() {
        List<AgreementId> agreements = ledger.agreements().all().stream()
                .map(row -> row.agreement().id())
                .filter(id -> id.compareTo(pass.agreement()) >= 0)
                .sorted(Comparator.naturalOrder())
                .toList();
        for (AgreementId id : agreements) {
            List<HeldRow> page = ledger.holdings()
                    .list(id, id.equals(pass.agreement()) ? Optional.of(pass.block()) : Optional.empty(), PAGE);
            if (!page.isEmpty()) {
                return page;
            }
        }
        return List.of();
    }

    private void look(HeldRow row) {
        Optional<String> fault = check.fault(row);
        boolean known = ledger.damages().damaged(row.agreement()).contains(row.block());
        if (fault.isEmpty() && known) {
            ledger.damages().remove(row.agreement(), row.block());
        } else if (fault.isPresent()
                && !known
                && ledger.holdings().find(row.agreement(), row.block()).isPresent()) {
            damaged(row, fault.get());
        }
    }

    private void damaged(HeldRow row, String fault) {
        Instant now = clock.instant();
        ledger.damages().add(new DamageRow(row.agreement(), row.block(), now, false));
        LOG.warn("Block {} of {} is damaged here: {}", row.block(), row.owner().brief(), fault);
        ledger.events().append(now, "HELD_DAMAGED", row.owner().brief(), "block " + row.block() + " here: " + fault);
    }

    @Override
    public void close() {
        rounds.close();
    }
}

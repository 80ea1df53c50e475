// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.leave;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.core.Reply;
import org.holdfast.core.agreement.AgreementLife;
import org.holdfast.core.agreement.Permits;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementPhase;
import org.holdfast.model.ByteCount;
import org.holdfast.model.Bytes;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.PartnerClient;
import org.holdfast.node.work.Rounds;
import org.holdfast.wire.NegotiationMessage.NoticeTaken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This machine leaves: it gives notice to all its partners, makes no new agreements, and asks them now and then how much
 * of theirs they have nowhere else yet. It has left when all have said that this is nothing. Time alone does not make it
 * so: a partner that was away for the whole notice may need it still, and is asked on when the notice is over. What it
 * decided and heard is in the ledger, so it goes on after a restart. A thread of its own.
 */
public final class Leaving implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String KEY = "leaving.since";
    private static final String TOLD = "leaving.told";
    private static final Duration SOON = Duration.ofMinutes(1); // as often phases are looked at
    private static final Bytes PARTING = Bytes.of(new byte[] {0});
    private static final Bytes PARTED = Bytes.of(new byte[] {1});

    private final OwnerId self;
    private final Ledger ledger;
    private final Notices notices;
    private final Supplier<Optional<AgreementBook>> agreements;
    private final NodeClock clock;
    private final Rounds rounds;
    private final Map<AgreementId, NoticeTaken> answers = new ConcurrentHashMap<>();

    /** Gives notice of an agreement, and hears how much the partner still needs from here. */
    @FunctionalInterface
    interface Notices {
        Reply<NoticeTaken> give(OwnerId partner, AgreementId agreement);
    }

    /** How a leave ended; what was told of it last is in the ledger by its name. */
    private enum Ending {
        LEFT,
        NOTICE_OVER
    }

    /**
     * One partner, from which this machine parts.
     *
     * @param until when the notice ends at the earliest; not in the future once it has ended
     * @param over whether it has ended
     * @param answer what it said last; empty before it was reached
     */
    public record Parting(
            OwnerId partner, AgreementId agreement, Instant until, boolean over, Optional<NoticeTaken> answer) {
        /** Whether it needs nothing of this machine any more. */
        public boolean isDone() {
            return answer.filter(each -> each.blocks() == 0).isPresent();
        }
    }

    public Leaving(
            OwnerId self,
            Ledger ledger,
            PartnerClient partners,
            Supplier<Optional<AgreementBook>> agreements,
            NodeClock clock) {
        this(self, ledger, partners::notice, agreements, clock);
    }

    Leaving(
            OwnerId self,
            Ledger ledger,
            Notices notices,
            Supplier<Optional<AgreementBook>> agreements,
            NodeClock clock) {
        this.self = self;
        this.ledger = ledger;
        this.notices = notices;
        this.agreements = agreements;
        this.clock = clock;
        this.rounds = new Rounds("leaving", PAUSE, clock, this::round);
    }

    public void start() {
        rounds.start();
    }

    /** Since when this machine has been leaving, if it has. */
    public Optional<Instant> since() {
        return ledger.settings()
                .get(KEY)
                .map(bytes -> Instant.ofEpochMilli(new ByteReader(KEY, bytes.toArray()).u64()));
    }

    /** Durable on return; again it does nothing. Agreements close at once, and the partners hear of it one by one. */
    public void begin() {
        if (since().isEmpty()) {
            Instant now = clock.instant();
            ledger.settings()
                    .put(KEY, Bytes.of(new ByteWriter().u64(now.toEpochMilli()).toArray()));
            ledger.events().append(now, "LEAVING", self.brief(), "notice is given to all partners");
            LOG.info("This machine leaves: notice is given to all its partners");
            forget();
        }
        closeAll();
    }

    /** New agreements are made again. Those that were given notice of end all the same. */
    public void cancel() {
        if (since().isPresent()) {
            ledger.settings().remove(KEY);
            forget();
            ledger.events().append(clock.instant(), "LEAVE_CANCELLED", self.brief(), "new partners are looked for");
            LOG.info("This machine stays: new partners are looked for");
        }
    }

    /** What an earlier leave came to. */
    private void forget() {
        ledger.settings().remove(TOLD);
        ledger.agreements().all().stream()
                .map(Leaving::key)
                .filter(key -> ledger.settings().get(key).isPresent())
                .forEach(ledger.settings()::remove);
    }

    private void closeAll() {
        agreements
                .get()
                .ifPresent(book -> ledger.agreements().all().stream()
                        .filter(row -> Permits.in(row.phase()).store())
                        .map(row -> row.agreement().id())
                        .forEach(id -> close(book, id)));
        closing()
                .map(Leaving::key)
                .filter(key -> ledger.settings().get(key).isEmpty())
                .forEach(key -> ledger.settings().put(key, PARTING));
    }

    /** What this node asks its partners to take away it must remember: they read it without paying. */
    private void close(AgreementBook book, AgreementId id) {
        ledger.settings().put(noticed(id), PARTED);
        book.notice(id);
    }

    /** Whether this node itself has given notice of an agreement, though it may have thought better of it since. */
    public boolean gaveNotice(AgreementId id) {
        return ledger.settings().get(noticed(id)).isPresent();
    }

    private static String noticed(AgreementId id) {
        return "agreement." + id + ".noticed";
    }

    /** How far it is with everybody, also with those of whom the notice is over. */
    public List<Parting> partings() {
        Stream<AgreementRow> over = ledger.agreements().all().stream()
                .filter(row -> row.phase() == AgreementPhase.CLOSED)
                .filter(row -> ledger.settings().get(key(row)).isPresent());
        return Stream.concat(closing(), over).map(this::parting).toList();
    }

    private Stream<AgreementRow> closing() {
        return ledger.agreements().all().stream().filter(row -> row.phase() == AgreementPhase.CLOSING);
    }

    private Parting parting(AgreementRow row) {
        AgreementId id = row.agreement().id();
        boolean over = row.phase() == AgreementPhase.CLOSED;
        return new Parting(
                row.agreement().terms().partnerOf(self), id, over ? row.since() : until(row), over, answer(row));
    }

    /** What this machine has not watched may still be missing when the day has come. */
    private Instant until(AgreementRow row) {
        Instant due = row.since().plus(AgreementLife.NOTICE);
        Instant soon = clock.instant().plus(SOON);
        return due.isAfter(soon) ? due : soon;
    }

    private Optional<NoticeTaken> answer(AgreementRow row) {
        AgreementId id = row.agreement().id();
        return ledger.settings().get(key(row)).filter(PARTED::equals).isPresent()
                ? Optional.of(new NoticeTaken(id, 0, ByteCount.ZERO))
                : Optional.ofNullable(answers.get(id));
    }

    private static String key(AgreementRow row) {
        return key(row.agreement().id());
    }

    private static String key(AgreementId id) {
        return "agreement." + id + ".parting";
    }

    /** Whether nobody needs this machine any more. */
    public boolean hasLeft() {
        return since().isPresent() && partings().stream().allMatch(Parting::isDone);
    }

    void round() {
        if (since().isEmpty()) {
            return;
        }
        closeAll(); // one that was being made when it began
        partings().stream().filter(each -> !each.isDone()).forEach(this::ask);
        List<Parting> open = partings().stream().filter(each -> !each.isDone()).toList();
        if (open.isEmpty()) {
            tell(Ending.LEFT, "nobody needs this machine any more; it may be switched off");
        } else if (open.stream().allMatch(Parting::over)) {
            tell(
                    Ending.NOTICE_OVER,
                    "the notice is over, and " + open.size()
                            + " partners were not heard or still have blocks nowhere else: keep this machine running if"
                            + " you can");
        }
    }

    /** Once, however often the node starts. */
    private void tell(Ending ending, String what) {
        Bytes told = Bytes.of(ending.name().getBytes(StandardCharsets.US_ASCII));
        if (ledger.settings().get(TOLD).filter(told::equals).isEmpty()) {
            ledger.settings().put(TOLD, told);
            LOG.info("This machine leaves: {}", what);
            ledger.events().append(clock.instant(), ending.name(), self.brief(), what);
        }
    }

    private void ask(Parting parting) {
        try {
            if (notices.give(parting.partner(), parting.agreement())
                    instanceof Reply.Answered<NoticeTaken>(NoticeTaken taken)) {
                answers.put(parting.agreement(), taken);
                if (taken.blocks() == 0) {
                    ledger.settings().put(key(parting.agreement()), PARTED);
                }
            }
        } catch (HoldfastException e) {
            LOG.debug("{} cannot be told: {}", parting.partner().brief(), e.getMessage());
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}

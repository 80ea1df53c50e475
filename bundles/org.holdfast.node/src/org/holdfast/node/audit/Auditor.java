// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditListener;
import org.holdfast.core.audit.AuditShare;
import org.holdfast.core.audit.AuditTiming;
import org.holdfast.core.audit.AuditVerdict;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PlacementRow;
import org.holdfast.core.track.Experience;
import org.holdfast.core.track.Looks;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.Formats;
import org.holdfast.model.OwnerId;
import org.holdfast.node.clock.NodeClock;
import org.holdfast.node.net.Network;
import org.holdfast.node.work.Rounds;
import org.holdfast.wire.AuditReceipt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that every partner is audited in time: samples in each interval, a whole block now and then, and at no time more
 * than a share of the link. Says what was found to the log, the track record and whoever listens. Thread-safe; audits of
 * one agreement never overlap.
 */
public final class Auditor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Auditor.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** What an aggregated proof is expected to take, with all words around it. */
    private static final long SMALL_ANSWER = 16 * 1024;

    private final Parts parts;
    private final AuditRound round;
    private final Rounds rounds;
    private final List<AuditListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<AgreementId, ReentrantLock> underWay = new ConcurrentHashMap<>();
    private final Map<AgreementId, AuditShare> shares = new ConcurrentHashMap<>();
    private final Map<AgreementId, AuditVerdict> missed = new ConcurrentHashMap<>();
    private final ProofDebts debts;

    /**
     * How often, and how much.
     *
     * @param interval between two audits of samples
     * @param samples pieces of each
     * @param blockInterval between two audits of a whole block
     * @param share of the link that audits may use, 0 to 1
     */
    public record Pace(Duration interval, int samples, Duration blockInterval, double share) {}

    /**
     * What it works with.
     *
     * @param agreed terms with all partners under which audits are answered
     * @param linkKbit what the link to a partner carries, as measured
     */
    public record Parts(
            OwnerId self,
            Ledger ledger,
            Network network,
            NodeClock clock,
            Supplier<Pace> pace,
            Supplier<List<AgreementTerms>> agreed,
            Function<OwnerId, Optional<Long>> linkKbit,
            Consumer<Experience> track) {}

    public Auditor(Parts parts, AuditRound round) {
        this.parts = parts;
        this.round = round;
        this.debts = new ProofDebts(parts.ledger().settings(), parts.clock());
        this.rounds = new Rounds("audits", PAUSE, parts.clock(), this::look);
    }

    /** Who has been asked for a proof, and gave none. */
    public ProofDebts debts() {
        return debts;
    }

    public void start() {
        rounds.start();
    }

    /** From now on it hears every finding. */
    public void listen(AuditListener listener) {
        listeners.add(listener);
    }

    /** One look at all partners; each that is due is audited on a thread of its own, so that none waits for another. */
    private void look() throws InterruptedException {
        List<Thread> going = new ArrayList<>();
        for (AgreementTerms terms : parts.agreed().get()) {
            going.add(Thread.ofVirtual()
                    .name("audit-" + terms.partnerOf(parts.self()).brief())
                    .start(() -> whenDue(terms)));
        }
        for (Thread each : going) {
            try {
                each.join();
            } catch (InterruptedException e) {
                going.forEach(Thread::interrupt);
                throw e;
            }
        }
    }

    private void whenDue(AgreementTerms terms) {
        try {
            Pace pace = parts.pace().get();
            List<PlacementRow> rows = round.receipted(terms.partnerOf(parts.self()), terms.id());
            if (rows.isEmpty()) {
                settle(terms, pace);
                return;
            }
            for (int scheme : due(terms, rows, pace)) {
                audit(terms, rows, scheme, pace);
            }
        } catch (RuntimeException e) {
            LOG.error("An audit of {} failed", terms.partnerOf(parts.self()).brief(), e);
        }
    }

    /**
     * What it owes is asked for even where all that lay there was made anew elsewhere: else repair would acquit it. Nor
     * does that acquit who had its last challenge given up.
     */
    private void settle(AgreementTerms terms, Pace pace) {
        Optional<Integer> owed = round.owed(terms.id());
        if (owed.isPresent()) {
            audit(terms, List.of(), owed.get(), pace);
        } else if (!wasGivenUp(terms)) {
            debts.nothingToProve(terms.id());
        }
    }

    private boolean wasGivenUp(AgreementTerms terms) {
        return parts.ledger()
                .audits()
                .last(terms.partnerOf(parts.self()), true)
                .filter(row -> row.ended().agreement().equals(terms.id()))
                .filter(row -> row.ended().result().equals(AuditReceipt.Result.UNDECIDED.name()))
                .isPresent();
    }

    /** Samples in every scheme that there are tags of, then whole blocks: alone where nothing has tags, else less often. */
    private List<Integer> due(AgreementTerms terms, List<PlacementRow> rows, Pace pace) {
        List<Integer> tagged = round.schemes(terms.id(), rows);
        List<Integer> due = new ArrayList<>();
        tagged.stream()
                .filter(scheme -> isDue(terms.id(), scheme, pace.interval()))
                .forEach(due::add);
        int whole = Formats.AUDIT_BLOCK_V1.number();
        if (isDue(terms.id(), whole, tagged.isEmpty() ? pace.interval() : pace.blockInterval())) {
            due.add(whole);
        }
        return due;
    }

    private boolean isDue(AgreementId agreement, int scheme, Duration interval) {
        Optional<AuditRow> last = parts.ledger()
                .audits()
                .last(agreement, scheme)
                .filter(row -> !row.ended().result().equals(AuditReceipt.Result.UNDECIDED.name()));
        return AuditTiming.isDue(
                last.map(row -> row.ended().time()),
                interval,
                last.map(row -> row.ended().number()).orElse(0L),
                parts.clock().instant());
    }

    private void audit(AgreementTerms terms, List<PlacementRow> rows, int scheme, Pace pace) {
        OwnerId partner = terms.partnerOf(parts.self());
        if (!parts.network().linked().contains(partner)) {
            debts.away(terms.id());
            absent(terms, pace);
            return;
        }
        if (!debts.isToAsk(terms.id())) {
            return;
        }
        double rate = pace.share() * kbit(terms) * 1000 / 8;
        long now = parts.clock().nanos();
        AuditShare share = Optional.ofNullable(shares.get(terms.id()))
                .map(each -> each.at(rate, now))
                .orElseGet(() -> AuditShare.begin(rate, now));
        shares.put(terms.id(), share);
        if (!share.suffices(expected(rows, scheme))) {
            LOG.debug("An audit of {} waits: audits have used their share of the link", partner.brief());
            return;
        }
        audit(terms, rows, scheme, samples(terms, pace), Optional.of(pace.interval()))
                .ifPresent(result -> shares.computeIfPresent(terms.id(), (id, each) -> each.minus(result.wireBytes())));
    }

    /** No more than the partner has agreed to answer for in a day: to ask for more would be this node's fault. */
    private static int samples(AgreementTerms terms, Pace pace) {
        return (int)
                Math.clamp(pace.samples(), 1, Math.max(1, terms.allowances().auditPiecesDaily()));
    }

    private long kbit(AgreementTerms terms) {
        return parts.linkKbit()
                .apply(terms.partnerOf(parts.self()))
                .orElse(Math.max(64, terms.allowances().averageKbit()));
    }

    private static long expected(List<PlacementRow> rows, int scheme) {
        return scheme == Formats.AUDIT_BLOCK_V1.number()
                ? rows.stream().mapToLong(PlacementRow::payloadLength).max().orElse(0)
                : SMALL_ANSWER;
    }

    /** In the time in which it promised to be there; and not if nobody can be reached, as that may be this node's fault. */
    private void absent(AgreementTerms terms, Pace pace) {
        OwnerId partner = terms.partnerOf(parts.self());
        Instant now = parts.clock().instant();
        boolean promised = Looks.isPromised(terms.scheduleOf(partner), now);
        if (promised && !parts.network().linked().isEmpty()) {
            tell(
                    new AuditVerdict(partner, terms.id(), now, new AuditFinding.NoAnswer(ErrorCode.PEER_LOST)),
                    Optional.of(pace.interval()));
        }
    }

    /**
     * Audits one partner now, whatever it owes first; waits for one that is under way.
     *
     * @return one result for each scheme; none if nothing lies there
     */
    public List<AuditResult> now(AgreementTerms terms) {
        List<PlacementRow> rows = round.receipted(terms.partnerOf(parts.self()), terms.id());
        List<Integer> schemes = new ArrayList<>(round.schemes(terms.id(), rows));
        if (schemes.isEmpty()) {
            schemes.add(Formats.AUDIT_BLOCK_V1.number());
        }
        List<AuditResult> results = new ArrayList<>();
        int samples = samples(terms, parts.pace().get());
        schemes.forEach(
                scheme -> audit(terms, rows, scheme, samples, Optional.empty()).ifPresent(results::add));
        return results;
    }

    /** Whether an audit is going on: until it ends, its finding may be in the log and not yet with those who listen. */
    public boolean isUnderWay(AgreementId agreement) {
        return Optional.ofNullable(underWay.get(agreement))
                .filter(ReentrantLock::isLocked)
                .isPresent();
    }

    private Optional<AuditResult> audit(
            AgreementTerms terms, List<PlacementRow> rows, int scheme, int samples, Optional<Duration> interval) {
        OwnerId partner = terms.partnerOf(parts.self());
        ReentrantLock lock = underWay.computeIfAbsent(terms.id(), id -> new ReentrantLock());
        lock.lock();
        try {
            Optional<AuditResult> result = round.audit(partner, terms.id(), rows, scheme, samples);
            result.ifPresent(each -> {
                debts.heard(each.verdict(), parts.pace().get().interval());
                tell(each.verdict(), interval);
            });
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** @param interval in which silence is told once only; empty: always */
    private void tell(AuditVerdict verdict, Optional<Duration> interval) {
        if (verdict.finding().owed() && interval.isPresent() && isTold(verdict, interval.get())) {
            return;
        }
        missed.put(verdict.agreement(), verdict);
        if (!verdict.finding().owed()) {
            missed.remove(verdict.agreement());
        }
        note(verdict);
        listeners.forEach(each -> each.audited(verdict));
    }

    private boolean isTold(AuditVerdict verdict, Duration interval) {
        return Optional.ofNullable(missed.get(verdict.agreement()))
                .filter(before -> before.at().plus(interval).isAfter(verdict.at()))
                .isPresent();
    }

    private void note(AuditVerdict verdict) {
        OwnerId partner = verdict.partner();
        switch (verdict.finding()) {
            case AuditFinding.Proved proved -> {
                LOG.debug("{} proved an audit: {}", partner.brief(), proved);
                event(verdict, "AUDIT_PROVED", proved.samples() + " samples in " + proved.blocks() + " blocks");
                parts.track().accept(new Experience.Proved(partner, verdict.at()));
            }
            case AuditFinding.Wrong wrong -> {
                LOG.warn(
                        "{} cannot show {} blocks that it signed for: {}",
                        partner.brief(),
                        wrong.blocks().size(),
                        wrong.blocks());
                event(verdict, "AUDIT_WRONG", "it cannot show " + wrong.blocks());
                parts.track().accept(new Experience.Wronged(partner, verdict.at()));
            }
            case AuditFinding.Admitted admitted -> {
                LOG.warn(
                        "{} says that {} blocks are damaged or gone",
                        partner.brief(),
                        admitted.damaged().size());
                event(
                        verdict,
                        "AUDIT_ADMITTED",
                        admitted.damaged().size() + " blocks are damaged or gone: " + first(admitted));
            }
            case AuditFinding.BadTags tags -> {
                LOG.warn("The tags of {} at {} are wrong by this node's own fault", tags.blocks(), partner.brief());
                event(verdict, "AUDIT_BAD_TAGS", "own tags are wrong: " + tags.blocks());
            }
            case AuditFinding.Settled settled ->
                LOG.debug("What {} could not show is rebuilt already", partner.brief());
            case AuditFinding.NoAnswer none -> {
                LOG.info("{} did not answer an audit: {}", partner.brief(), none.why());
                event(verdict, "AUDIT_MISSED", "no answer: " + none.why());
                parts.track().accept(new Experience.Missed(partner, verdict.at()));
            }
            case AuditFinding.Misbehaved misbehaved -> {
                LOG.warn("{} did not answer an audit as it must: {}", partner.brief(), misbehaved.what());
                event(verdict, "AUDIT_MISSED", "no valid answer: " + misbehaved.what());
            }
            case AuditFinding.Refused refused ->
                LOG.info("{} refused an audit: {} ({})", partner.brief(), refused.why(), refused.code());
            case AuditFinding.Unknown unknown ->
                LOG.info("An audit of {} found out nothing: {}", partner.brief(), unknown);
        }
    }

    private static String first(AuditFinding.Admitted admitted) {
        return String.valueOf(admitted.damaged().getFirst());
    }

    private void event(AuditVerdict verdict, String type, String text) {
        parts.ledger().events().append(verdict.at(), type, verdict.partner().brief(), text);
    }

    @Override
    public void close() {
        rounds.close();
    }
}

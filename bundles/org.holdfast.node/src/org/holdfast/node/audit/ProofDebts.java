// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.audit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.core.audit.AuditFinding;
import org.holdfast.core.audit.AuditVerdict;
import org.holdfast.core.health.ProofStanding;
import org.holdfast.core.port.Ledger;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.AgreementId;
import org.holdfast.model.Bytes;
import org.holdfast.node.clock.NodeClock;

/**
 * Under which agreements the partner was asked for a proof and gave none, whatever it said instead; durable until it gives
 * one. Only a finding ends it: neither a link, nor another challenge, nor a good excuse. Thread-safe.
 */
public final class ProofDebts {
    /** How long an attempt may take: so long after it was due, the next one counts as not made. */
    private static final Duration TAKES = Duration.ofMinutes(90);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    /** Further attempts in an audit's interval: with the first two four of 460 pieces, which is what a day allows. */
    private static final int LATER = 3;

    private static final String DEBT = "audit.debt.";

    private final Ledger.Settings settings;
    private final NodeClock clock;
    private final Map<AgreementId, Attempt> asked = new ConcurrentHashMap<>();

    /**
     * The last attempt that got no proof.
     *
     * @param at by the clock's nanoseconds
     * @param pause until the next one
     */
    private record Attempt(long at, Duration pause) {}

    ProofDebts(Ledger.Settings settings, NodeClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What came of asking a partner that could be reached. What this node itself could not do is nobody's debt.
     *
     * @param interval between two audits
     */
    void heard(AuditVerdict verdict, Duration interval) {
        switch (verdict.finding()) {
            case AuditFinding.Proved proved -> nothingToProve(verdict.agreement());
            case AuditFinding.Wrong wrong -> nothingToProve(verdict.agreement());
            case AuditFinding.Admitted admitted -> nothingToProve(verdict.agreement());
            case AuditFinding.BadTags tags -> nothingToProve(verdict.agreement());
            case AuditFinding.Settled settled -> nothingToProve(verdict.agreement());
            case AuditFinding.NoAnswer none -> owes(verdict, interval);
            case AuditFinding.Misbehaved misbehaved -> owes(verdict, interval);
            case AuditFinding.Refused refused -> owes(verdict, interval);
            case AuditFinding.Unknown unknown -> asked.remove(verdict.agreement());
        }
    }

    private void owes(AuditVerdict verdict, Duration interval) {
        String key = DEBT + verdict.agreement();
        Duration later = interval.dividedBy(LATER);
        asked.merge(
                verdict.agreement(),
                new Attempt(clock.nanos(), FIRST_PAUSE),
                (before, now) -> new Attempt(now.at(), later));
        if (settings.get(key).isEmpty()) {
            settings.put(key, Bytes.of(new ByteWriter(8).millis(verdict.at()).toArray()));
        }
    }

    /**
     * Whether it is time to ask again. Attempts are spread, as each costs the partner reads of which a day allows few, and
     * whoever is in trouble at one hour may not be at another.
     */
    boolean isToAsk(AgreementId agreement) {
        Attempt last = asked.get(agreement);
        return last == null || clock.nanos() - last.at() >= last.pause().toNanos();
    }

    /** It cannot be reached; once it can, it is asked at once. */
    void away(AgreementId agreement) {
        asked.computeIfPresent(agreement, (id, last) -> new Attempt(last.at(), Duration.ZERO));
    }

    /** It has given one, or keeps nothing any more. */
    void nothingToProve(AgreementId agreement) {
        asked.remove(agreement);
        String key = DEBT + agreement;
        if (settings.get(key).isPresent()) {
            settings.remove(key);
        }
    }

    /** How the partner under an agreement stands. */
    public ProofStanding standing(AgreementId agreement) {
        if (settings.get(DEBT + agreement).isEmpty()) {
            return ProofStanding.CLEAR;
        }
        Attempt last = asked.get(agreement);
        boolean lately = last != null
                && clock.nanos() - last.at() < last.pause().plus(TAKES).toNanos();
        return lately ? ProofStanding.OWED : ProofStanding.OPEN;
    }
}

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
    /** After an attempt that got no proof; they come every few seconds while nothing keeps this node from asking. */
    private static final Duration ASKED_FOR = Duration.ofMinutes(10);

    private static final String DEBT = "audit.debt.";

    private final Ledger.Settings settings;
    private final NodeClock clock;
    private final Map<AgreementId, Long> asked = new ConcurrentHashMap<>(); // when, by the clock's nanoseconds

    ProofDebts(Ledger.Settings settings, NodeClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What came of asking a partner that could be reached. What this node itself could not do is nobody's debt. */
    void heard(AuditVerdict verdict) {
        switch (verdict.finding()) {
            case AuditFinding.Proved proved -> nothingToProve(verdict.agreement());
            case AuditFinding.Wrong wrong -> nothingToProve(verdict.agreement());
            case AuditFinding.Admitted admitted -> nothingToProve(verdict.agreement());
            case AuditFinding.BadTags tags -> nothingToProve(verdict.agreement());
            case AuditFinding.Settled settled -> nothingToProve(verdict.agreement());
            case AuditFinding.NoAnswer none -> owes(verdict);
            case AuditFinding.Misbehaved misbehaved -> owes(verdict);
            case AuditFinding.Refused refused -> owes(verdict);
            case AuditFinding.Unknown unknown -> asked.remove(verdict.agreement());
        }
    }

    private void owes(AuditVerdict verdict) {
        String key = DEBT + verdict.agreement();
        asked.put(verdict.agreement(), clock.nanos());
        if (settings.get(key).isEmpty()) {
            settings.put(key, Bytes.of(new ByteWriter(8).millis(verdict.at()).toArray()));
        }
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
        Long last = asked.get(agreement);
        boolean lately = last != null && clock.nanos() - last < ASKED_FOR.toNanos();
        return lately ? ProofStanding.OWED : ProofStanding.OPEN;
    }
}

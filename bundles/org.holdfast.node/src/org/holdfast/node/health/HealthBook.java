// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.health.Health;
import org.holdfast.core.health.HealthEvent;
import org.holdfast.core.health.HealthLife;
import org.holdfast.core.health.HealthRules;
import org.holdfast.core.health.HealthState;
import org.holdfast.core.port.HealthRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.PeerRow;
import org.holdfast.format.identity.DeviceCert;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AgreementTerms;
import org.holdfast.model.OwnerId;

/**
 * How each partner is, by agreement. A change of state is in the ledger before {@link #hear} returns; times that run down
 * are written now and then, and longer ones at once, so that a crash can only lengthen them. Thread-safe.
 */
public final class HealthBook {
    private static final Duration WRITE_EVERY = Duration.ofMinutes(1);

    private final OwnerId self;
    private final Ledger ledger;
    private final Supplier<Duration> suspect;
    private final Map<AgreementId, HealthRow> now = new HashMap<>(); // guarded by this
    private final Map<AgreementId, HealthRow> written = new HashMap<>(); // guarded by this

    /** @param suspect promised time after which a silent partner is SUSPECT */
    public HealthBook(OwnerId self, Ledger ledger, Supplier<Duration> suspect) {
        this.self = self;
        this.ledger = ledger;
        this.suspect = suspect;
        ledger.healths().all().forEach(row -> {
            now.put(row.agreement(), row);
            written.put(row.agreement(), row);
        });
    }

    /** Another state than before, which is in the ledger. */
    public record Turn(HealthRow row, HealthState before) {
        HealthState state() {
            return row.health().state();
        }
    }

    /**
     * Something says how the partner under these terms is.
     *
     * @param why for people, where it changes the state
     * @return empty if the state is as it was
     */
    synchronized Optional<Turn> hear(AgreementTerms terms, HealthEvent event, String why) {
        HealthRow before = row(terms, event.at());
        Health next = HealthLife.next(before.health(), event, rules(terms));
        boolean turned = next.state() != before.health().state();
        HealthRow after = turned ? turned(before, next, why) : before.with(next, before.why());
        now.put(terms.id(), after);
        if (turned || isWorthWriting(after)) {
            ledger.healths().save(after);
            written.put(terms.id(), after);
        }
        return turned ? Optional.of(new Turn(after, before.health().state())) : Optional.empty();
    }

    private HealthRow turned(HealthRow before, Health next, String why) {
        HealthRow after = before.with(next, next.state() == HealthState.OK ? "" : why);
        return next.state().isGone()
                ? new HealthRow(after.agreement(), after.partner(), next, why, false, deviceEpoch(after.partner()))
                : after;
    }

    private int deviceEpoch(OwnerId partner) {
        return ledger.peers()
                .find(partner)
                .map(PeerRow::certificate)
                .map(bytes -> DeviceCert.read(bytes.toArray()).deviceEpoch())
                .orElse(0);
    }

    private HealthRow row(AgreementTerms terms, Instant at) {
        HealthRow known = now.get(terms.id());
        return known != null
                ? known
                : new HealthRow(terms.id(), terms.partnerOf(self), Health.fresh(at, rules(terms)), "", false, 0);
    }

    private HealthRules rules(AgreementTerms terms) {
        return HealthRules.of(suspect.get(), terms.grace());
    }

    private boolean isWorthWriting(HealthRow after) {
        HealthRow last = written.get(after.agreement());
        if (last == null) {
            return !after.health().leave().until().equals(Instant.EPOCH);
        }
        Duration missed = last.health().suspectLeft().minus(after.health().suspectLeft());
        Duration forgiven = last.health().graceLeft().minus(after.health().graceLeft());
        Duration step = shorter(WRITE_EVERY, suspect.get().dividedBy(10));
        return missed.isNegative()
                || forgiven.isNegative()
                || missed.plus(forgiven).compareTo(step) >= 0
                || !last.health().leave().equals(after.health().leave())
                || !last.health().graceUntil().equals(after.health().graceUntil());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** How the partner is; OK where nothing was seen yet. */
    public synchronized HealthState state(AgreementId agreement) {
        HealthRow row = now.get(agreement);
        return row == null ? HealthState.OK : row.health().state();
    }

    public synchronized Optional<HealthRow> find(AgreementId agreement) {
        return Optional.ofNullable(now.get(agreement));
    }

    public synchronized List<HealthRow> all() {
        return List.copyOf(now.values());
    }

    /** It has confirmed that it knows of the end; durable on return. */
    synchronized void told(AgreementId agreement) {
        HealthRow row = now.get(agreement);
        if (row != null) {
            HealthRow told = new HealthRow(agreement, row.partner(), row.health(), row.why(), true, row.deviceEpoch());
            ledger.healths().save(told);
            now.put(agreement, told);
            written.put(agreement, told);
        }
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.simulation.disk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.holdfast.core.port.AnsweredRow;
import org.holdfast.core.port.AuditRow;
import org.holdfast.core.port.Audits;
import org.holdfast.core.port.OwedRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.AuditId;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;

/** Audits in memory. */
public final class MemoryAudits implements Audits {
    private final Faults faults;
    private final Map<AgreementId, OwedRow> owed = new HashMap<>();
    private final Map<Asked, AnsweredRow> answered = new HashMap<>();
    private final Map<Asked, Spent> spent = new HashMap<>();
    private final List<AuditRow> log = new ArrayList<>();

    private record Asked(AgreementId agreement, OwnerId owner) {}

    private record Spent(long day, long pieces) {}

    public MemoryAudits(Faults faults) {
        this.faults = faults;
    }

    @Override
    public Optional<OwedRow> owed(AgreementId agreement) {
        return Optional.ofNullable(owed.get(agreement));
    }

    @Override
    public void owe(OwedRow row) {
        if (owed.containsKey(row.agreement())) {
            throw new HoldfastException(
                    ErrorCode.CONFLICT, row.agreement().toString(), "an earlier audit is not answered yet");
        }
        faults.change("owe an audit", () -> owed.put(row.agreement(), row));
    }

    @Override
    public void keepCoin(AuditId audit, Bytes coin) {
        faults.change(
                "keep a coin", () -> owed.replaceAll((id, row) -> row.audit().equals(audit) ? with(row, coin) : row));
    }

    private static OwedRow with(OwedRow row, Bytes coin) {
        return new OwedRow(
                row.agreement(),
                row.partner(),
                row.audit(),
                row.number(),
                row.commit(),
                row.half(),
                coin,
                row.catalogue(),
                row.since());
    }

    @Override
    public AuditRow end(AuditRow.Ended ended) {
        AuditRow row = following(ended);
        faults.change("end an audit", () -> {
            owed.values().removeIf(each -> each.audit().equals(ended.audit()));
            log.add(row);
        });
        return row;
    }

    private AuditRow following(AuditRow.Ended ended) {
        return AuditRow.following(log.isEmpty() ? Optional.empty() : Optional.of(log.getLast()), ended);
    }

    @Override
    public Optional<AnsweredRow> answered(AgreementId agreement, OwnerId owner) {
        return Optional.ofNullable(answered.get(new Asked(agreement, owner)));
    }

    @Override
    public void answer(AnsweredRow row) {
        faults.change("answer an audit", () -> answered.put(new Asked(row.agreement(), row.owner()), row));
    }

    @Override
    public AuditRow receipted(AnsweredRow row, AuditRow.Ended ended) {
        AuditRow entry = following(ended);
        faults.change("keep an audit's receipt", () -> {
            answered.put(new Asked(row.agreement(), row.owner()), row);
            log.add(entry);
        });
        return entry;
    }

    @Override
    public boolean spend(AgreementId agreement, OwnerId owner, long day, long pieces, long most) {
        var asked = new Asked(agreement, owner);
        Spent before = Optional.ofNullable(spent.get(asked))
                .filter(each -> each.day() == day)
                .orElse(new Spent(day, 0));
        if (pieces > most - before.pieces()) {
            return false;
        }
        faults.change("count audited pieces", () -> spent.put(asked, new Spent(day, before.pieces() + pieces)));
        return true;
    }

    @Override
    public Optional<AuditRow> last(OwnerId peer, boolean own) {
        return last(row -> row.ended().peer().equals(peer) && row.ended().own() == own);
    }

    @Override
    public Optional<AuditRow> last(AgreementId agreement, int scheme) {
        return last(row -> row.ended().own()
                && row.ended().agreement().equals(agreement)
                && row.ended().scheme() == scheme);
    }

    @Override
    public Optional<AuditRow> find(AuditId audit, boolean own) {
        return last(row -> row.ended().audit().equals(audit) && row.ended().own() == own);
    }

    private Optional<AuditRow> last(Predicate<AuditRow> which) {
        return log.reversed().stream().filter(which).findFirst();
    }

    @Override
    public List<AuditRow> after(long entry, int limit) {
        return log.stream().filter(row -> row.entry() > entry).limit(limit).toList();
    }

    @Override
    public Optional<Long> firstBroken() {
        return AuditRow.firstBroken(Optional.empty(), log);
    }
}

// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.budget;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.core.Peer;
import org.holdfast.core.negotiate.AgreementBook;
import org.holdfast.core.port.AgreementRow;
import org.holdfast.core.port.Ledger;
import org.holdfast.core.port.ReadAccountRow;
import org.holdfast.model.AgreementId;
import org.holdfast.model.ByteCount;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.model.OwnerId;
import org.holdfast.wire.LinkMessage.Failure;
import org.holdfast.wire.Message;
import org.holdfast.wire.ReadMessage.GetReadBalance;
import org.holdfast.wire.ReadMessage.ReadBalance;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of what owners read here. A read is paid durably before its first byte goes, and what was not sent is
 * given back; so a crash in between costs the owner one block, and never the holder. One for the whole node; thread-safe.
 */
public final class ReadBudgets {
    private static final String CLOCK = "read.budgets.clock";

    private final Ledger ledger;
    private final AgreementBook agreements;
    private final Supplier<ByteCount> least;
    private final Free free;
    private final InstantSource wall;
    private @Nullable RefillClock clock; // guarded by this

    /**
     * What a read has cost; to be given to {@link #refund}.
     *
     * @param bytes nothing where the read was free
     * @param fromYear of these, what came out of the year's budget
     */
    public record Payment(AgreementId agreement, long bytes, long fromYear) {}

    /** What costs nothing. */
    @FunctionalInterface
    public interface Free {
        /** Whether so many bytes may be read under an agreement without paying; then they count as read. */
        boolean take(AgreementId agreement, ByteCount bytes);
    }

    /**
     * How an account stands.
     *
     * @param yearly bytes that may be read in a year
     * @param left bytes that may be read now
     * @param extra of these, what the owner's newest device got on top
     */
    public record Balance(long yearly, long left, long extra) {}

    /**
     * @param least bytes a year that are served in any case
     * @param free what this node itself has asked owners to take away, and so costs nothing
     */
    public ReadBudgets(
            Ledger ledger, AgreementBook agreements, Supplier<ByteCount> least, Free free, InstantSource wall) {
        this.ledger = ledger;
        this.agreements = agreements;
        this.least = least;
        this.free = free;
        this.wall = wall;
    }

    /** Budgets of a node that asks nobody to take anything away, and gives no more than was agreed. */
    public ReadBudgets(Ledger ledger, AgreementBook agreements, InstantSource wall) {
        this(ledger, agreements, () -> ByteCount.ZERO, (agreement, bytes) -> false, wall);
    }

    /** Time goes by. @param watched since the last call, on a stop-watch; nothing for the first one in this run */
    public synchronized void elapse(Duration watched) {
        RefillClock next = clock().tick(wall.instant(), watched);
        ledger.settings().put(CLOCK, next.encoded());
        clock = next;
    }

    private RefillClock clock() {
        RefillClock known = clock;
        if (known == null) {
            known = ledger.settings()
                    .get(CLOCK)
                    .map(RefillClock::decode)
                    .orElseGet(() -> RefillClock.at(wall.instant()));
            clock = known;
        }
        return known;
    }

    /**
     * Pays for a block that is to be sent.
     *
     * @param owner its owner, with the device that speaks
     * @throws HoldfastException READ_BUDGET_USED (retryable) if that is more than may be read now
     */
    public synchronized Payment pay(AgreementId agreement, Peer owner, ByteCount bytes) {
        if (free.take(agreement, bytes)) {
            return new Payment(agreement, 0, 0);
        }
        AgreementRow row = agreements.signed(agreement, owner.id()).orElseThrow(() -> none(agreement));
        ReadRule.Grant grant = grant(row);
        int device = owner.certificate().deviceEpoch();
        ReadAccountRow account = ReadRule.of(account(row, owner.id(), device), device);
        return switch (ReadRule.charge(account, grant, bytes.value())) {
            case ReadRule.Verdict.Paid(ReadAccountRow after, long fromYear) -> {
                ledger.readAccounts().save(after);
                yield new Payment(agreement, bytes.value(), fromYear);
            }
            case ReadRule.Verdict.Exceeded(long left, Duration wait) -> throw used(row, grant, left, wait);
        };
    }

    /** Gives back what was paid and not sent. */
    public synchronized void refund(Payment payment, ByteCount unsent) {
        long back = Math.min(unsent.value(), payment.bytes());
        if (back > 0) {
            ledger.readAccounts()
                    .find(payment.agreement())
                    .map(account ->
                            ReadRule.refund(account, payment.fromYear(), payment.bytes() - payment.fromYear(), back))
                    .ifPresent(ledger.readAccounts()::save);
        }
    }

    /** How an owner stands with this node; empty where there is no such agreement. */
    public synchronized Optional<Balance> balance(AgreementId agreement, OwnerId owner) {
        return agreements.signed(agreement, owner).map(row -> {
            ReadRule.Grant grant = grant(row);
            ReadAccountRow account = account(row, owner, 0);
            return new Balance(grant.capacity(account.basis()), ReadRule.left(account, grant), account.extra());
        });
    }

    /** READ_BALANCE, or ERROR with NO_AGREEMENT. */
    public Message answer(Peer owner, GetReadBalance asked) {
        return balance(asked.agreement(), owner.id())
                .<Message>map(each ->
                        new ReadBalance(asked.agreement(), ByteCount.of(each.yearly()), ByteCount.of(each.left())))
                .orElseGet(() -> new Failure(ErrorCode.NO_AGREEMENT, "we have no such agreement"));
    }

    private ReadRule.Grant grant(AgreementRow row) {
        return new ReadRule.Grant(
                row.agreement().terms().allowances().wholeReadsYearly(),
                least.get().value());
    }

    /** @param device of an owner of whom it is not known under which it signed: that one gets nothing on top */
    private ReadAccountRow account(AgreementRow row, OwnerId owner, int device) {
        AgreementId id = row.agreement().id();
        long held = ledger.holdings().bytes(id).value();
        long now = clock().counted();
        return ledger.readAccounts()
                .find(id)
                .map(known -> ReadRule.reckoned(known, grant(row), held, now))
                .orElseGet(() -> ReadRule.fresh(
                        id, held, now, agreements.waits().signer(row, owner).orElse(device)));
    }

    private static HoldfastException none(AgreementId agreement) {
        return new HoldfastException(ErrorCode.NO_AGREEMENT, agreement.toString(), "we have no such agreement");
    }

    private HoldfastException used(AgreementRow row, ReadRule.Grant grant, long left, Duration wait) {
        Instant then = wall.instant().plus(wait).truncatedTo(ChronoUnit.SECONDS);
        return new HoldfastException(
                ErrorCode.READ_BUDGET_USED,
                row.agreement().id().toString(),
                "you have read as much as we agreed, " + grant.wholeReadsYearly() + " whole sets a year: "
                        + ByteCount.of(left) + " are left, and there is enough for this block after " + then,
                true,
                null);
    }
}
